package io.howdah.gateway.internal.client;

import io.howdah.gateway.config.MultiplexingSettings;
import io.howdah.gateway.internal.backend.Backend;
import io.howdah.gateway.internal.backend.PlannedText;
import io.howdah.gateway.internal.backend.Shape;
import io.howdah.gateway.internal.backend.Statement;
import io.howdah.gateway.internal.backend.Step.Reply;
import io.howdah.gateway.internal.client.Readings.Reading;
import io.howdah.sql.ParameterValues;
import io.howdah.wire.FrontendType;
import io.netty.buffer.ByteBuf;

import org.jspecify.annotations.Nullable;

/**
 * Asks simple queries that come again and again as prepared statements, their literals as
 * parameters where that provably means the same. The client sees what it would have seen, up to an
 * error before the first row: then the query has to be asked as it came. Confined to the client's
 * loop.
 */
final class PreparedQueries {
    private static final int LENGTH_AND_ZEROS = 4 + 1 + 1;
    private static final int NO_FORMATS = 2;

    private final Client client;
    private final RequestSender sender;

    PreparedQueries(Client client, RequestSender sender) {
        this.client = client;
        this.sender = sender;
    }

    /**
     * How one is asked.
     *
     * @param values of its parameters, until the next text is looked at; null: it has none
     */
    record PreparedQuery(Statement statement, @Nullable ParameterValues values) {}

    /** How a query can be asked; null: as it came. */
    @Nullable PreparedQuery find(Frame frame, Shape shape, MultiplexingSettings limits) {
        Readings readings = sender.readings();
        int from = frame.body();
        Reading reading = readings.of(frame, from, frame.index() + frame.size() - 1);
        byte[] text = readings.text(frame, from, reading.length());
        if (limits.literals()) {
            ParameterValues values = client.shard().shapes().values();
            boolean standardStrings = client.environment().standardConformingStrings();
            PlannedText planned = shape.planned(text, reading.length(), standardStrings, values);
            if (planned != null) {
                readings.usual(reading, planned);
                return new PreparedQuery(statement(planned, reading), values);
            }
        }
        Statement repeated = repeated(text, reading);
        return repeated == null ? null : new PreparedQuery(repeated, null);
    }

    /** Sends it, but for the Sync. */
    void send(PreparedQuery query, Frame frame, Backend backend) {
        boolean _ = sender.preparer().prepare(query.statement(), false, backend);
        client.shard().traffic().bound();
        bind(query.statement(), frame, query.values(), backend);
        Frames.describedAndExecuted(backend.outbox().buffer());
        sender.expect(backend, Reply.OWN_BIND);
        sender.expect(backend, Reply.DESCRIBE);
        sender.expect(backend, Reply.EXECUTE);
    }

    private Statement statement(PlannedText planned, Reading reading) {
        return planned.statement(
                client.shard().catalog(),
                reading.effects(),
                client.environment().of(reading.effects().profile()),
                client.shard().pool().epoch().current());
    }

    private @Nullable Statement repeated(byte[] text, Reading reading) {
        byte[] definition = new byte[reading.length() + 3];
        System.arraycopy(text, 0, definition, 0, reading.length());
        return client.shard()
                .catalog()
                .repeated(
                        sender.parses().identity(definition, reading.effects()), reading.effects());
    }

    private static void bind(
            Statement statement, Frame frame, @Nullable ParameterValues values, Backend backend) {
        ByteBuf out = backend.outbox().buffer();
        byte[] name = statement.name();
        int size = values == null ? 2 : PlannedText.encodedSize(values);
        out.writeByte(FrontendType.BIND)
                .writeInt(LENGTH_AND_ZEROS + name.length + NO_FORMATS + size + NO_FORMATS)
                .writeByte(0)
                .writeBytes(name)
                .writeByte(0)
                .writeShort(0);
        if (values == null) {
            out.writeShort(0);
        } else {
            PlannedText.encode(frame.buffer(), frame.body(), values, out);
        }
        out.writeShort(0);
    }
}
