package io.howdah.gateway;

import io.howdah.base.Randomness;
import io.howdah.wire.Bytes;
import io.howdah.wire.FrontendMessage.Bind;
import io.howdah.wire.FrontendMessage.Close;
import io.howdah.wire.FrontendMessage.CopyData;
import io.howdah.wire.FrontendMessage.CopyDone;
import io.howdah.wire.FrontendMessage.CopyFail;
import io.howdah.wire.FrontendMessage.Describe;
import io.howdah.wire.FrontendMessage.Execute;
import io.howdah.wire.FrontendMessage.Flush;
import io.howdah.wire.FrontendMessage.Parse;
import io.howdah.wire.FrontendMessage.Query;
import io.howdah.wire.FrontendMessage.Sync;
import io.howdah.wire.FrontendMessage.Terminate;
import io.howdah.wire.Message;
import io.howdah.wire.Target;

import java.util.ArrayList;
import java.util.List;

/**
 * What a client sends without waiting for any answer, legal and illegal, made from a seed. Every
 * text carries the client's name and a number of its own.
 */
final class RandomPipeline {
    private static final List<String> STATEMENTS = List.of("", "s1", "s2", "s3");
    private static final List<String> PORTALS = List.of("", "", "", "p1");

    private final Randomness random;
    private final String client;
    private final boolean blocks;
    private final List<Message> messages = new ArrayList<>();
    private int number;

    private RandomPipeline(long seed, String client, boolean blocks) {
        this.random = Randomness.seeded(seed);
        this.client = client;
        this.blocks = blocks;
    }

    /**
     * A pipeline that ends with Terminate.
     *
     * @param length in groups of messages
     * @param blocks whether there are transaction blocks
     */
    static List<Message> of(long seed, String client, int length, boolean blocks) {
        RandomPipeline pipeline = new RandomPipeline(seed, client, blocks);
        for (int i = 0; i < length; i++) {
            pipeline.group();
        }
        pipeline.end();
        return pipeline.messages;
    }

    private void end() {
        add(
                new Sync(),
                new Query("ROLLBACK"),
                new Query("SELECT '" + tag() + "'"),
                new Terminate());
    }

    private void add(Message... more) {
        messages.addAll(List.of(more));
    }

    private String tag() {
        return client + ":" + number++;
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    private void group() {
        switch (random.nextInt(10)) {
            case 0, 1, 2 -> simple();
            case 3 -> add(any(List.of(new Sync(), new Flush(), new CopyDone(), data("stray"))));
            case 4 -> copyIn();
            default -> extended();
        }
    }

    private void simple() {
        String text = text(true);
        if (text.startsWith("DEALLOCATE s")) {
            add(new Sync()); // in the middle of a pipeline PostgreSQL does not know that name
        }
        add(new Query(text));
    }

    // ---- texts

    private String text(boolean simple) {
        return switch (random.nextInt(simple ? 30 : 20)) {
            case 0, 1 -> blocks ? "BEGIN" : "COMMIT";
            case 2, 3 -> "COMMIT";
            case 4 -> "ROLLBACK";
            case 5, 6 -> "INSERT INTO log VALUES ('" + tag() + "')";
            case 7 -> "SELECT fail('" + tag() + "')";
            case 8 -> "SELEC '" + tag() + "'";
            case 9 -> "";
            case 10 -> "SELECT '" + tag() + "' FROM generate_series(1, " + random.nextInt(20) + ")";
            case 11 -> "SET LOCAL work.mem = '" + tag() + "'";
            case 12 -> oneIn(3) ? "SET work.tag = '" + tag() + "'" : "SHOW work.tag";
            case 13 -> "SHOW application_name";
            case 14 -> oneIn(3) ? "DEALLOCATE ALL" : "SHOW work.mem";
            case 15 -> "CREATE TABLE t" + number++;
            case 16 -> "COPY (SELECT '" + tag() + "' FROM generate_series(1, 3)) TO STDOUT";
            case 17 -> oneIn(3) ? "LISTEN " + client + "_c" : notification();
            case 18 -> "SHOW search_path";
            case 20 -> "SELECT '" + tag() + "'; SELECT '" + tag() + "'";
            case 21 -> blocks ? "BEGIN; INSERT INTO log VALUES ('" + tag() + "'); COMMIT" : "";
            case 22 -> "INSERT INTO log VALUES ('" + tag() + "'); SELECT fail('" + tag() + "')";
            case 23 -> "DEALLOCATE " + any(List.of("s1", "s2", "s3"));
            case 25 ->
                    oneIn(2) ? "DISCARD ALL" : "RESET ALL"; // alone: see Client.reconcileSettings
            case 24 -> oneIn(3) ? "PREPARE " + client + "_p AS SELECT" : "SELECT '" + tag() + "'";
            default -> "SELECT '" + tag() + "'";
        };
    }

    private String notification() {
        return "NOTIFY " + client + "_c, '" + tag() + "'";
    }

    // ---- extended query

    private void extended() {
        int count = 1 + random.nextInt(6);
        for (int i = 0; i < count; i++) {
            if (oneIn(3)) {
                add(piece());
            } else {
                whole();
            }
        }
        if (!oneIn(6)) {
            add(new Sync());
        }
    }

    private void whole() {
        String name = any(STATEMENTS);
        boolean parameter = oneIn(3);
        String text = parameter ? "SELECT $1::text" : text(false);
        if (name.isEmpty() || oneIn(2)) {
            if (!name.isEmpty() && oneIn(2)) {
                add(new Close(Target.STATEMENT, name));
            }
            add(new Parse(name, text, List.of()));
        }
        if (oneIn(4)) {
            add(new Describe(Target.STATEMENT, name));
        }
        String portal = any(PORTALS);
        add(bind(portal, name, parameter));
        if (oneIn(4)) {
            add(new Describe(Target.PORTAL, portal));
        }
        add(new Execute(portal, oneIn(4) ? 3 : 0));
        if (oneIn(5)) {
            add(new Execute(portal, 2));
        }
        if (oneIn(8)) {
            add(new Flush());
        }
    }

    private Bind bind(String portal, String statement, boolean parameter) {
        return new Bind(
                portal,
                statement,
                List.of(),
                parameter ? List.of(Bytes.utf8(tag())) : List.of(),
                List.of());
    }

    private Message piece() {
        String name = any(STATEMENTS);
        return switch (random.nextInt(8)) {
            case 0 -> new Parse(name, "SELECT '" + client + ":same'", List.of());
            case 1 -> new Parse(name, text(false), List.of());
            case 2 -> bind(any(PORTALS), name, oneIn(2));
            case 3 -> new Describe(Target.STATEMENT, name);
            case 4 -> new Close(Target.STATEMENT, name);
            case 5 -> new Close(Target.PORTAL, any(PORTALS));
            case 6 -> new Execute(any(PORTALS), random.nextInt(3));
            default -> new Describe(Target.PORTAL, any(PORTALS));
        };
    }

    // ---- COPY

    private static CopyData data(String text) {
        return new CopyData(Bytes.utf8(text));
    }

    private void copyIn() {
        boolean simple = oneIn(2);
        if (simple) {
            add(new Query("COPY data FROM STDIN"));
        } else {
            add(
                    new Parse("", "COPY data FROM STDIN", List.of()),
                    bind("", "", false),
                    new Execute("", 0));
        }
        while (oneIn(2)) {
            add(oneIn(2) ? new Sync() : new Flush());
        }
        int lines = random.nextInt(5);
        for (int i = 0; i < lines; i++) {
            String tag = tag();
            add(data(tag.substring(0, 2)), data(tag.substring(2) + "\n"));
            if (oneIn(4)) {
                add(new Flush());
            }
        }
        if (oneIn(4)) {
            add(data("bad\n"), data(tag() + "\n"));
        }
        add(oneIn(4) ? new CopyFail("no more") : new CopyDone());
        if (!simple) {
            add(new Sync());
        }
    }
}
