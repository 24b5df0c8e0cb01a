package io.howdah.bench.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.howdah.base.Randomness;
import io.howdah.wire.Authentication;
import io.howdah.wire.BackendMessage;
import io.howdah.wire.BackendMessage.BindComplete;
import io.howdah.wire.BackendMessage.CommandComplete;
import io.howdah.wire.BackendMessage.NotificationResponse;
import io.howdah.wire.BackendMessage.ParseComplete;
import io.howdah.wire.BackendMessage.ReadyForQuery;
import io.howdah.wire.FrontendMessage.Bind;
import io.howdah.wire.FrontendMessage.Execute;
import io.howdah.wire.FrontendMessage.Flush;
import io.howdah.wire.FrontendMessage.Parse;
import io.howdah.wire.FrontendMessage.Query;
import io.howdah.wire.FrontendMessage.Sync;
import io.howdah.wire.Message;
import io.howdah.wire.ProtocolException;
import io.howdah.wire.ProtocolVersion;
import io.howdah.wire.StartupPacket;
import io.howdah.wire.TransactionStatus;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

class ConversationTest {
    private static final BackendMessage READY = new ReadyForQuery(TransactionStatus.IDLE);
    private static final Query LIGHT = new Query("SELECT v FROM bench_light WHERE id = 1");
    private static final Query PROBE = new Query("SELECT pg_last_wal_replay_lsn()");

    private final ManualClock clock = new ManualClock();
    private final Station station =
            new Station(
                    NodeModel.plain(2, Map.of("light", new ServiceTime(Duration.ofMillis(10), 0))),
                    clock.agenda(),
                    Randomness.seeded(1));
    private final ByteBuf server = Unpooled.buffer();
    private final ByteBuf client = Unpooled.buffer();
    private final Conversation conversation =
            new Conversation(station, server::writeBytes, client::writeBytes);

    @Test
    void refusesEncryptionByItself() throws Exception {
        ByteBuf request = Unpooled.buffer();
        new StartupPacket.SslRequest().encode(request);
        conversation.fromClient(request);
        assertEquals("N", client.toString(StandardCharsets.US_ASCII));
        assertEquals(0, server.readableBytes());
    }

    @Test
    void passesTheStartByteByByte() throws Exception {
        ByteBuf request = startUp();
        int length = request.readableBytes();
        while (request.isReadable()) {
            conversation.fromClient(request.readSlice(1));
        }
        assertEquals(length, server.readableBytes());
        answer(new Authentication.Ok(), READY);
        assertEquals("RZ", types());
    }

    @Test
    void holdsAnAnswerBackUntilItsTime() throws Exception {
        started();
        ask(LIGHT);
        answer(new CommandComplete("SELECT 1"), READY);
        clock.to(9.9);
        assertEquals("", types());
        assertEquals(20, conversation.heldBytes());
        clock.to(10);
        assertEquals("CZ", types());
        assertEquals(0, conversation.heldBytes());
    }

    @Test
    void passesAtOnceWhatIsNotTheBenchmarks() throws Exception {
        started();
        ask(PROBE);
        answer(new CommandComplete("SELECT 1"), READY);
        assertEquals("CZ", types());
    }

    @Test
    void servesWhatWasSentTogetherOneAfterTheOther() throws Exception {
        started();
        ask(LIGHT, PROBE, LIGHT);
        answer(new CommandComplete("SELECT 1"), READY);
        answer(new CommandComplete("SELECT 2"), READY, new CommandComplete("SELECT 3"), READY);
        clock.to(10);
        assertEquals("CZCZ", types());
        clock.to(19.9);
        assertEquals("", types());
        clock.to(20);
        assertEquals("CZ", types());
    }

    @Test
    void knowsPreparedStatements() throws Exception {
        started();
        ask(new Parse("s", LIGHT.sql(), List.of()), new Sync());
        answer(new ParseComplete(), READY);
        assertEquals("1Z", types());
        ask(bind("s"), new Execute("", 0), new Sync());
        answer(new BindComplete(), new CommandComplete("SELECT 1"), READY);
        assertEquals("", types());
        clock.to(10);
        assertEquals("2CZ", types());
    }

    @Test
    void countsEachStatementBeforeASharedSync() throws Exception {
        started();
        ask(new Parse("s", LIGHT.sql(), List.of()));
        ask(bind("s"), new Execute("", 0), bind("s"), new Execute("", 0), new Sync());
        answer(new ParseComplete(), READY);
        clock.to(19.9);
        assertEquals("", types());
        clock.to(20);
        assertEquals("1Z", types());
        assertEquals(2, station.served());
    }

    @Test
    void answersAFlushOfWhatDoesNotRun() throws Exception {
        started();
        ask(new Parse("", LIGHT.sql(), List.of()), new Flush());
        answer(new ParseComplete());
        assertEquals("1", types());
        ask(bind(""), new Execute("", 0), new Sync());
        answer(new BindComplete(), new CommandComplete("SELECT 1"), READY);
        assertEquals("", types());
        clock.to(10);
        assertEquals("2CZ", types());
    }

    @Test
    void passesWhatNobodyAskedFor() throws Exception {
        started();
        answer(new NotificationResponse(1, "channel", ""));
        assertEquals("A", types());
    }

    @Test
    void forgetsWhoHasLeft() throws Exception {
        started();
        ask(LIGHT);
        answer(new CommandComplete("SELECT 1"), READY);
        conversation.close();
        clock.to(10);
        assertEquals("", types());
        assertEquals(1, station.served());
    }

    private void started() throws ProtocolException {
        conversation.fromClient(startUp());
        answer(new Authentication.Ok(), READY);
        assertEquals("RZ", types());
    }

    private static ByteBuf startUp() {
        var parameters = new LinkedHashMap<>(Map.of("user", "somebody"));
        ByteBuf request = Unpooled.buffer();
        new StartupPacket.Startup(ProtocolVersion.V3_0, parameters).encode(request);
        return request;
    }

    private static Bind bind(String statement) {
        return new Bind("", statement, List.of(), List.of(), List.of());
    }

    private void ask(Message... messages) throws ProtocolException {
        conversation.fromClient(encoded(messages));
    }

    private void answer(Message... messages) throws ProtocolException {
        conversation.fromServer(encoded(messages));
    }

    private static ByteBuf encoded(Message... messages) {
        ByteBuf bytes = Unpooled.buffer();
        for (Message message : messages) {
            message.encode(bytes);
        }
        return bytes;
    }

    /** The types of the messages that the client has got since it was last asked. */
    private String types() {
        StringBuilder types = new StringBuilder();
        while (client.isReadable()) {
            types.append((char) client.readByte());
            client.skipBytes(client.getInt(client.readerIndex()));
        }
        return types.toString();
    }
}
