package io.howdah.bench.nodes;

import io.howdah.wire.FrameSplitter;
import io.howdah.wire.FrontendMessage;
import io.howdah.wire.FrontendMessage.Bind;
import io.howdah.wire.FrontendMessage.Close;
import io.howdah.wire.FrontendMessage.Parse;
import io.howdah.wire.FrontendMessage.Query;
import io.howdah.wire.FrontendType;
import io.howdah.wire.ProtocolException;
import io.howdah.wire.StartupPacket;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads along with a client, and tells {@link Requests} what counts: which statements of the
 * benchmark are run, and where requests end. One thread.
 */
final class RequestReader {
    /** Only statements that read such a table are the benchmark's. */
    private static final Pattern TABLE = Pattern.compile("\\bbench_(\\w+)");

    private static final int LIMIT = 1 << 24;
    private static final int LENGTH_WORD = 4;

    private final Requests requests;
    private final Consumer<ByteBuf> onward;
    private final FrameSplitter frames = FrameSplitter.frontend(LIMIT);
    private final ByteBuf startUp = Unpooled.buffer();
    private boolean started;

    /** The tables of prepared statements, by the statement's name. */
    private final Map<String, String> tables = new HashMap<>();

    /** The table of the last Bind: whoever binds runs next, drivers and gateways alike. */
    private Optional<String> bound = Optional.empty();

    /** Passes everything to {@code onward} but questions about encryption. */
    RequestReader(Requests requests, Consumer<ByteBuf> onward) {
        this.requests = requests;
        this.onward = onward;
    }

    /** The table that {@code sql} reads, without its prefix, if it is the benchmark's. */
    static Optional<String> table(String sql) {
        Matcher matcher = TABLE.matcher(sql);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** Reads what came. */
    void feed(ByteBuf chunk) throws ProtocolException {
        while (!started && chunk.isReadable()) {
            begin(chunk);
        }
        if (chunk.isReadable()) {
            frames.feed(chunk.duplicate(), this::take);
            onward.accept(chunk);
        }
    }

    private void begin(ByteBuf chunk) throws ProtocolException {
        grow(chunk, LENGTH_WORD);
        if (startUp.writerIndex() < LENGTH_WORD) {
            return;
        }
        int length = startUp.getInt(0);
        if (length < LENGTH_WORD || length > StartupPacket.LIMIT + LENGTH_WORD) {
            throw new ProtocolException("a start-up packet of length " + length);
        }
        grow(chunk, length);
        if (startUp.writerIndex() == length) {
            open(StartupPacket.decode(startUp.slice(LENGTH_WORD, length - LENGTH_WORD)));
            startUp.clear();
        }
    }

    /** Takes what is missing of so many bytes, as far as it is there. */
    private void grow(ByteBuf chunk, int length) {
        int missing = Math.max(0, length - startUp.writerIndex());
        startUp.writeBytes(chunk, Math.min(chunk.readableBytes(), missing));
    }

    private void open(StartupPacket packet) {
        switch (packet) {
            case StartupPacket.SslRequest _, StartupPacket.GssEncRequest _ ->
                    requests.asksForEncryption();
            case StartupPacket.Startup _, StartupPacket.UnsupportedVersion _ -> {
                started = true;
                requests.starts();
                onward.accept(startUp.copy());
            }
            case StartupPacket.CancelRequest _ -> {
                started = true;
                onward.accept(startUp.copy());
            }
        }
    }

    private void take(byte type, ByteBuf body) throws ProtocolException {
        switch (type) {
            case FrontendType.PARSE, FrontendType.BIND, FrontendType.CLOSE, FrontendType.QUERY ->
                    look(FrontendMessage.decode(type, body));
            case FrontendType.EXECUTE -> bound.ifPresent(requests::runs);
            case FrontendType.FLUSH -> requests.flushes();
            case FrontendType.SYNC, FrontendType.FUNCTION_CALL -> requests.ends();
            default -> {
                // Passwords, COPY's data, the end: what they answer belongs to a request before.
            }
        }
    }

    private void look(FrontendMessage message) {
        if (message instanceof Parse parse) {
            tables.remove(parse.statement());
            table(parse.sql()).ifPresent(table -> tables.put(parse.statement(), table));
        } else if (message instanceof Bind bind) {
            bound = Optional.ofNullable(tables.get(bind.statement()));
        } else if (message instanceof Close close) {
            tables.remove(close.name());
        } else if (message instanceof Query query) {
            table(query.sql()).ifPresent(requests::runs);
            requests.ends();
        }
    }
}
