package io.howdah.gateway.internal.client;

import io.howdah.gateway.internal.backend.Backend;
import io.howdah.gateway.internal.backend.Errand;
import io.howdah.gateway.internal.backend.Exchange.Mark;
import io.howdah.gateway.internal.backend.Step.Eviction;
import io.howdah.gateway.internal.backend.Step.Outcome;
import io.howdah.gateway.internal.backend.Step.Preparation;
import io.howdah.gateway.internal.backend.Step.Reply;
import io.howdah.gateway.internal.backend.TextEffects;
import io.howdah.sql.NameAt;
import io.howdah.sql.PreparedAction.Deallocate;
import io.howdah.sql.SqlStatement;
import io.howdah.sql.SqlText;
import io.howdah.wire.FrontendType;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * SQL's DEALLOCATE of what was prepared by Parse, as some drivers send instead of Close. Confined
 * to its client's loop.
 *
 * <p>PostgreSQL knows the statement by another name, and others may need it, so one that was made
 * for this is dropped in its place.
 */
final class DeallocatedBySql {
    private static final String DOOMED = "howdah_doomed";
    private static final byte[] DOOMED_NAME = ascii(DOOMED);
    private static final byte[] MAKES_DOOMED = ascii("SELECT 1\0\0\0");
    private static final byte[] DROPS_DOOMED = ascii("DEALLOCATE " + DOOMED + "\0\0\0");

    /** Nothing depends on it: the next one is made anew. */
    private static final Outcome NO_MATTER = () -> {};

    private final Client client;
    private final RequestSender sender;

    DeallocatedBySql(Client client, RequestSender sender) {
        this.client = client;
        this.sender = sender;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** The name that a text drops, if it is one that the client gave in a Parse; else null. */
    @Nullable String name(byte[] text) {
        List<SqlStatement> read = SqlText.parse(text, 0, text.length, true).statements();
        if (read.size() == 1 && read.getFirst().action() instanceof Deallocate(NameAt dropped)) {
            String name = dropped.bytewise(text).orElse("");
            return client.statements().find(name) == null ? null : name;
        }
        return null;
    }

    /** Sends a simple query for one that drops {@code name}. */
    void query(String name, Backend backend) {
        Errand.run(backend, "PREPARE " + DOOMED + " AS SELECT 1", error -> {});
        Frames.query(backend.outbox().buffer(), "DEALLOCATE " + DOOMED);
        sender.noteDeallocation(name, backend);
        sender.exchange(backend).mark(Mark.DECISIVE);
        sender.forgetUnnamed(backend);
        sender.expect(backend, Reply.QUERY);
    }

    /** What is parsed in place of {@code definition}; null: it concerns no such statement. */
    @Nullable Unnamed translated(byte[] definition, TextEffects effects) {
        int end = 0;
        while (definition[end] != 0) {
            end++;
        }
        String name = name(Arrays.copyOf(definition, end));
        return name == null ? null : new Unnamed(DROPS_DOOMED, effects, null, name);
    }

    /** A portal of {@code unnamed} is about to be made. */
    void bound(Unnamed unnamed, Backend backend) {
        String name = unnamed.drops();
        if (name == null || client.statements().find(name) == null) {
            return;
        }
        Frames.onStatement(backend.outbox().buffer(), FrontendType.CLOSE, DOOMED_NAME);
        sender.expect(backend, new Eviction(NO_MATTER));
        Frames.parse(backend.outbox().buffer(), DOOMED_NAME, MAKES_DOOMED);
        sender.expect(backend, new Preparation(null, false, NO_MATTER));
        sender.noteDeallocation(name, backend);
    }
}
