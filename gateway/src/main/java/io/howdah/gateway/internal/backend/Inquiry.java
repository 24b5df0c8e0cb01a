package io.howdah.gateway.internal.backend;

import io.howdah.base.error.ErrorCode;
import io.howdah.base.error.Failure;
import io.howdah.gateway.internal.net.Outbox;
import io.howdah.wire.FrontendMessage.Query;
import io.netty.buffer.ByteBuf;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A simple query of Howdah's own on a backend, whose rows it reads as text. Confined to the loop.
 *
 * <p>Bounded: an answer of more bytes than agreed, or with a row that does not fit into the loop's
 * read buffer, is a failure.
 */
public final class Inquiry implements Requester {
    private static final int HEADER = 7;

    private final int limitBytes;
    private final Consumer<Answer> done;
    private final List<List<@Nullable String>> rows = new ArrayList<>();
    private int bytes;
    private @Nullable Failure error;

    /** How it ended. */
    public sealed interface Answer {
        /** All rows of all its statements, in order; a field is null where SQL's is. */
        record Rows(List<List<@Nullable String>> rows) implements Answer {}

        /** PostgreSQL, or a limit, was against it. */
        record Failed(Failure failure) implements Answer {}
    }

    private Inquiry(int limitBytes, Consumer<Answer> done) {
        this.limitBytes = limitBytes;
        this.done = done;
    }

    /**
     * Sends {@code sql}.
     *
     * @param limitBytes how much of an answer is kept
     * @param done called when it is answered; not called when the backend is lost, which its holder
     *     is told
     */
    public static void run(Backend backend, String sql, int limitBytes, Consumer<Answer> done) {
        Exchange exchange = backend.begin(new Inquiry(limitBytes, done));
        new Query(sql).encode(backend.outbox().buffer());
        backend.expect(exchange, Step.Reply.QUERY);
        backend.statements().unnamed(null);
    }

    @Override
    public @Nullable Outbox outbox() {
        return null;
    }

    @Override
    public boolean readsRows() {
        return true;
    }

    @Override
    public void row(ByteBuf buffer, int index, int arrived) {
        int size = buffer.getInt(index + 1) + 1;
        bytes += size;
        if (size > arrived || bytes > limitBytes) {
            rows.clear();
            error =
                    Failure.of(
                            ErrorCode.PROGRAM_LIMIT_EXCEEDED,
                            "the answer to a query of Howdah's own is longer than "
                                    + limitBytes
                                    + " bytes");
        }
        if (error == null) {
            rows.add(fields(buffer, index + HEADER, buffer.getUnsignedShort(index + 5)));
        }
    }

    private static List<@Nullable String> fields(ByteBuf buffer, int start, int count) {
        List<@Nullable String> fields = new ArrayList<>(count);
        int at = start;
        for (int i = 0; i < count; i++) {
            int length = buffer.getInt(at);
            at += 4;
            fields.add(length < 0 ? null : buffer.toString(at, length, StandardCharsets.UTF_8));
            at += Math.max(0, length);
        }
        return fields;
    }

    @Override
    public void failed(Exchange exchange, String sqlState, String message) {
        error = Failure.reported(sqlState, message);
    }

    @Override
    public void ended(Exchange exchange) {
        Failure failure = error;
        done.accept(failure == null ? new Answer.Rows(rows) : new Answer.Failed(failure));
    }

    @Override
    public void lost(BackendLoss loss) {}
}
