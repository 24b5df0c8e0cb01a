package io.howdah.bench.nodes;

import io.howdah.wire.BackendType;
import io.howdah.wire.FrameSplitter;
import io.howdah.wire.ProtocolException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * What is asked and answered on one connection. Requests go to PostgreSQL as they come; of the
 * benchmark's, the answer is held back until their service time is over. As in PostgreSQL, a
 * connection has one request in service at a time, however many have been sent. One thread.
 */
final class Conversation implements Requests {
    private static final int LIMIT = 1 << 30;
    private static final byte[] NO = {'N'};

    private final Station station;
    private final Consumer<ByteBuf> toClient;
    private final RequestReader reader;
    private final FrameSplitter answers = FrameSplitter.backend(LIMIT);
    private final Deque<Unit> owed = new ArrayDeque<>();
    private boolean closed;

    Conversation(Station station, Consumer<ByteBuf> toServer, Consumer<ByteBuf> toClient) {
        this.station = station;
        this.toClient = toClient;
        reader = new RequestReader(this, toServer);
    }

    void fromClient(ByteBuf chunk) throws ProtocolException {
        reader.feed(chunk);
    }

    void fromServer(ByteBuf chunk) throws ProtocolException {
        answers.feed(chunk, this::take);
        pass();
    }

    /** Bytes of answers that are held back. */
    int heldBytes() {
        int bytes = 0;
        for (Unit unit : owed) {
            bytes += unit.heldBytes();
        }
        return bytes;
    }

    void close() {
        closed = true;
        owed.forEach(unit -> unit.abandon(station));
        owed.clear();
    }

    @Override
    public void starts() {
        owed.add(Unit.open());
    }

    @Override
    public void asksForEncryption() {
        toClient.accept(Unpooled.wrappedBuffer(NO));
    }

    @Override
    public void runs(String table) {
        latest().runs(table);
    }

    @Override
    public void flushes() {
        latest().ask();
        pass();
    }

    @Override
    public void ends() {
        latest().end();
        pass();
    }

    /** The request that is being read. */
    private Unit latest() {
        if (owed.isEmpty() || owed.getLast().isWhole()) {
            owed.add(new Unit());
        }
        return owed.getLast();
    }

    private void take(byte type, ByteBuf body) {
        for (Unit unit : owed) {
            if (!unit.isAnswered()) {
                unit.hold(type, body);
                if (type == BackendType.READY_FOR_QUERY) {
                    unit.answered(station);
                }
                return;
            }
        }
        Unit unasked = new Unit(); // a notice or a notification
        unasked.hold(type, body);
        toClient.accept(unasked.release());
    }

    /** Passes on what may be, and has the next request served. */
    private void pass() {
        while (!closed && !owed.isEmpty()) {
            Unit first = owed.getFirst();
            first.enter(station, this::pass);
            if (!first.isOpen()) {
                return;
            }
            ByteBuf answer = first.release();
            if (answer.isReadable()) {
                toClient.accept(answer);
            }
            if (!first.isAnswered()) {
                return;
            }
            owed.removeFirst();
        }
    }
}
