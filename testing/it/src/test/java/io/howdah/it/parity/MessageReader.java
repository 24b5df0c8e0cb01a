package io.howdah.it.parity;

import io.howdah.wire.Bytes;
import io.howdah.wire.Format;
import io.howdah.wire.FrontendMessage;
import io.howdah.wire.FrontendMessage.Bind;
import io.howdah.wire.FrontendMessage.Close;
import io.howdah.wire.FrontendMessage.CopyData;
import io.howdah.wire.FrontendMessage.CopyDone;
import io.howdah.wire.FrontendMessage.CopyFail;
import io.howdah.wire.FrontendMessage.Describe;
import io.howdah.wire.FrontendMessage.Execute;
import io.howdah.wire.FrontendMessage.Flush;
import io.howdah.wire.FrontendMessage.FunctionCall;
import io.howdah.wire.FrontendMessage.Parse;
import io.howdah.wire.FrontendMessage.Query;
import io.howdah.wire.FrontendMessage.Sync;
import io.howdah.wire.FrontendMessage.Terminate;
import io.howdah.wire.Target;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads messages of a client as the README beside the sequences describes them. */
final class MessageReader {
    private final List<Word> words;
    private int at;

    private MessageReader(List<Word> words) {
        this.words = words;
    }

    /** All messages of a line; {@code /} stands between two. */
    static List<FrontendMessage> read(List<Word> words) {
        MessageReader reader = new MessageReader(words);
        List<FrontendMessage> messages = new ArrayList<>();
        do {
            messages.add(reader.message());
        } while (reader.skip("/"));
        if (reader.at < words.size()) {
            throw new IllegalArgumentException("not expected: " + words.get(reader.at).text());
        }
        return messages;
    }

    private FrontendMessage message() {
        String type = next().text();
        return switch (type) {
            case "Query" -> new Query(next().text());
            case "Parse" -> new Parse(name(), next().text(), types());
            case "Bind" -> bind();
            case "Describe" -> new Describe(target(), name());
            case "Execute" -> new Execute(name(), skip("limit") ? number() : 0);
            case "Close" -> new Close(target(), name());
            case "Sync" -> new Sync();
            case "Flush" -> new Flush();
            case "CopyData" -> new CopyData(next().value());
            case "CopyDone" -> new CopyDone();
            case "CopyFail" -> new CopyFail(next().text());
            case "FunctionCall" -> call();
            case "Terminate" -> new Terminate();
            default -> throw new IllegalArgumentException("no message: " + type);
        };
    }

    @SuppressWarnings("NullAway") // a record's class file does not say that an element may be null
    private Bind bind() {
        String statement = name();
        String portal = skip("as") ? next().text() : "";
        List<@Nullable Bytes> values = new ArrayList<>();
        List<Format> formats = skip("with") ? values(values) : List.of();
        return new Bind(portal, statement, formats, values, results());
    }

    @SuppressWarnings("NullAway") // likewise
    private FunctionCall call() {
        int function = number();
        List<@Nullable Bytes> values = new ArrayList<>();
        List<Format> formats = skip("with") ? values(values) : List.of();
        List<Format> results = results();
        return new FunctionCall(
                function, formats, values, results.isEmpty() ? Format.TEXT : results.getFirst());
    }

    /**
     * Adds the values that follow; returns their formats: none for all text, one for all binary.
     */
    private List<Format> values(List<@Nullable Bytes> values) {
        List<Format> formats = new ArrayList<>();
        while (at < words.size() && isValue(words.get(at))) {
            Word word = next();
            formats.add(word.quoted() || word.is("null") ? Format.TEXT : Format.BINARY);
            values.add(word.is("null") ? null : word.value());
        }
        if (!formats.contains(Format.BINARY)) {
            return List.of();
        }
        return formats.contains(Format.TEXT) ? formats : List.of(Format.BINARY);
    }

    private static boolean isValue(Word word) {
        return word.quoted() || word.is("null") || word.text().startsWith("0x");
    }

    private List<Format> results() {
        List<Format> formats = new ArrayList<>();
        if (skip("giving")) {
            while (at < words.size() && !words.get(at).is("/")) {
                formats.add(Format.valueOf(next().text().toUpperCase(Locale.ROOT)));
            }
        }
        return formats;
    }

    private List<Integer> types() {
        List<Integer> types = new ArrayList<>();
        while (at < words.size() && !words.get(at).is("/")) {
            types.add(TypeNames.oid(next().text()));
        }
        return types;
    }

    private Target target() {
        return Target.valueOf(next().text().toUpperCase(Locale.ROOT));
    }

    /** A bare name, if one comes. */
    private String name() {
        boolean named = at < words.size() && !words.get(at).quoted() && !isKeyword(words.get(at));
        return named ? next().text() : "";
    }

    private static boolean isKeyword(Word word) {
        return switch (word.text()) {
            case "/", "as", "with", "giving", "limit" -> true;
            default -> false;
        };
    }

    private int number() {
        return Integer.parseInt(next().text());
    }

    private boolean skip(String bare) {
        boolean there = at < words.size() && words.get(at).is(bare);
        at += there ? 1 : 0;
        return there;
    }

    private Word next() {
        if (at == words.size()) {
            throw new IllegalArgumentException("the line ends too early");
        }
        return words.get(at++);
    }
}
