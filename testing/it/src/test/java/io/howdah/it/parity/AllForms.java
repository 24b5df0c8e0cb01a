package io.howdah.it.parity;

import io.howdah.base.HostPort;
import io.howdah.wire.BackendMessage;
import io.howdah.wire.FrontendMessage;
import io.howdah.wire.FrontendMessage.Bind;
import io.howdah.wire.FrontendMessage.Describe;
import io.howdah.wire.FrontendMessage.Execute;
import io.howdah.wire.FrontendMessage.Parse;
import io.howdah.wire.FrontendMessage.Query;
import io.howdah.wire.FrontendMessage.Sync;
import io.howdah.wire.Target;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Runs a statement as a simple query and with the unnamed statement. One thread. */
public final class AllForms implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 60_000;

    private final RawClient client;

    private AllForms(RawClient client) {
        this.client = client;
    }

    /** Connects. */
    public static AllForms open(HostPort server, String database) throws IOException {
        return new AllForms(new Login(database, PATIENCE_MILLIS).open(server));
    }

    /** The answers, form by form, each up to its ReadyForQuery. */
    public List<List<BackendMessage>> run(String sql) throws IOException {
        List<List<BackendMessage>> answers = new ArrayList<>();
        for (List<FrontendMessage> form : forms(sql)) {
            answers.add(answer(form));
        }
        return answers;
    }

    private static List<List<FrontendMessage>> forms(String sql) {
        Parse parse = new Parse("", sql, List.of());
        Bind bind = new Bind("", "", List.of(), List.of(), List.of());
        Execute execute = new Execute("", 0);
        return List.of(
                List.of(new Query(sql)),
                List.of(parse, bind, new Describe(Target.PORTAL, ""), execute, new Sync()),
                List.of(parse, new Describe(Target.STATEMENT, ""), bind, execute, new Sync()));
    }

    private List<BackendMessage> answer(List<FrontendMessage> messages) throws IOException {
        client.send(messages);
        List<BackendMessage> answer = new ArrayList<>();
        while (!client.isAnswered()) {
            BackendMessage message = client.read();
            if (message == null) {
                throw new IOException("the connection is closed");
            }
            answer.add(message);
        }
        return answer;
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
