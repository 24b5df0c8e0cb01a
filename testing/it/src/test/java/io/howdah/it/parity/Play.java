package io.howdah.it.parity;

import io.howdah.base.Clock;
import io.howdah.wire.BackendMessage;
import io.howdah.wire.BackendMessage.NotificationResponse;
import io.howdah.wire.CancelKey;
import io.howdah.wire.FrontendMessage.Terminate;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** One sequence on one stage. One thread. */
final class Play implements AutoCloseable {
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private final Stage stage;
    private boolean anyTime;
    private final int patienceMillis;
    private final Map<String, RawClient> clients = new LinkedHashMap<>();

    /** Clients by their process ids: they know each other by those. */
    private final Map<Integer, String> processes = new HashMap<>();

    private final Transcript transcript = new Transcript();

    Play(Stage stage, int patienceMillis) {
        this.stage = stage;
        this.patienceMillis = patienceMillis;
    }

    /**
     * Plays it.
     *
     * @param expected null: notifications come where PostgreSQL sends them; else at any time, and
     *     those in here are waited for at the end
     */
    List<String> run(Sequence sequence, @Nullable List<String> expected) throws IOException {
        anyTime = expected != null;
        for (Step step : sequence.steps()) {
            transcript.step(step);
            stage.beforeStep();
            try {
                perform(step);
            } catch (SocketTimeoutException _) {
                transcript.silence();
                return transcript.lines();
            }
        }
        if (expected != null) {
            hear(expected);
        }
        return transcript.lines();
    }

    private void hear(List<String> expected) throws IOException {
        try {
            for (Map.Entry<String, RawClient> client : Map.copyOf(clients).entrySet()) {
                String name = client.getKey();
                long count = Transcript.heard(expected, name);
                while (Transcript.heard(transcript.lines(), name) < count) {
                    if (!readOne(name, client.getValue())) {
                        break;
                    }
                }
            }
        } catch (SocketTimeoutException _) {
            transcript.silence();
        }
    }

    private void perform(Step step) throws IOException {
        switch (step) {
            case Step.Connect(_, String client, var parameters) ->
                    transcript.greeting(client, connect(client, parameters).greeting());
            case Step.Send send -> {
                client(send.client()).send(send.messages());
                if (send.reads()) {
                    read(send.client());
                }
            }
            case Step.Read(_, String client) -> read(client);
            case Step.Cancel(_, String client) -> client(client).cancel();
            case Step.Notification(_, String client) -> {
                if (!anyTime) {
                    awaitNotification(client);
                }
            }
            case Step.Disconnect(_, String client) -> disconnect(client);
            case Step.Until(_, String sql) -> await(sql);
        }
    }

    private RawClient client(String name) throws IOException {
        RawClient open = clients.get(name);
        return open == null ? connect(name, Map.of()).client() : open;
    }

    private Login.Session connect(String name, Map<String, String> parameters) throws IOException {
        Login.Session session = stage.login().open(stage.address(), parameters, patienceMillis);
        RawClient before = clients.put(name, session.client());
        if (before != null) {
            before.close();
        }
        CancelKey key = session.client().key();
        if (key != null) {
            processes.put(key.processId(), name);
        }
        return session;
    }

    private void read(String name) throws IOException {
        RawClient client = client(name);
        while (!client.isAnswered()) {
            if (!readOne(name, client)) {
                return;
            }
        }
    }

    private void awaitNotification(String name) throws IOException {
        RawClient client = client(name);
        BackendMessage message;
        do {
            message = client.read();
            if (message == null) {
                transcript.add(name, "end");
                return;
            }
            transcript.add(name, message, processes);
        } while (!(message instanceof NotificationResponse));
    }

    private void disconnect(String name) throws IOException {
        RawClient client = client(name);
        client.send(List.of(new Terminate()));
        while (readOne(name, client)) {
            // whatever was on its way
        }
        client.close();
        clients.remove(name);
    }

    /** False at the end. */
    private boolean readOne(String name, RawClient client) throws IOException {
        BackendMessage message = client.read();
        if (message == null) {
            transcript.add(name, "end");
            client.close();
            clients.remove(name);
            return false;
        }
        transcript.add(name, message, processes);
        return true;
    }

    private void await(String sql) throws IOException {
        Clock clock = Clock.system();
        long start = clock.nanos();
        while (!stage.control().query(sql).equals(List.of("t"))) {
            if (clock.nanos() - start > TimeUnit.MILLISECONDS.toNanos(patienceMillis)) {
                throw new SocketTimeoutException(sql);
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }

    /** Clients say goodbye, so that what they held is free for the next sequence. */
    @Override
    public void close() throws IOException {
        for (RawClient client : clients.values()) {
            client.send(List.of(new Terminate()));
            client.close();
        }
    }
}
