package io.howdah.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What PostgreSQL says without being asked. */
@EachRig
final class NotificationTest {
    private static final int LIMIT_MILLIS = 10_000;

    private final Rig rig;

    NotificationTest(Rig rig) {
        this.rig = rig;
    }

    @Test
    void bringsNoticesWithTheirStatement() throws Exception {
        try (Connection connection = rig.howdah().connect();
                Statement statement = connection.createStatement()) {
            for (int i = 0; i < 5; i++) {
                statement.execute("DO $$ BEGIN RAISE NOTICE 'round " + i + "'; END $$");
                SQLWarning warning = statement.getWarnings();
                assertEquals("round " + i, warning.getMessage());
            }
        }
    }

    @Test
    void bringsNotificationsToAnIdleListener() throws Exception {
        try (Connection listener = rig.howdah().connect();
                Connection sender = rig.howdah().connect()) {
            Sql.run(listener, "LISTEN news");
            for (int i = 0; i < 5; i++) {
                Sql.value(sender, "SELECT pg_notify('news', ?)", "item " + i);
                assertEquals(List.of("news: item " + i), await(listener, 1));
            }
        }
    }

    @Test
    void bringsNotificationsToTheirListenersOnly() throws Exception {
        try (Connection listener = rig.howdah().connect();
                Connection bystander = rig.howdah().connect()) {
            Sql.run(listener, "LISTEN news");
            for (int i = 0; i < 10; i++) {
                Sql.run(bystander, "NOTIFY news, 'from a bystander'");
                assertEquals(0, notifications(bystander).length);
            }
            await(listener, 10);
            assertEquals(0, notifications(bystander).length);
        }
    }

    @Test
    void bringsOnesOwnNotification() throws Exception {
        try (Connection connection = rig.howdah().connect()) {
            connection.setAutoCommit(false);
            Sql.run(connection, "LISTEN news");
            Sql.run(connection, "NOTIFY news, 'mine'");
            connection.commit();
            assertEquals(List.of("news: mine"), await(connection, 1));
        }
    }

    private static List<String> await(Connection connection, int count) throws SQLException {
        PGConnection pg = connection.unwrap(PGConnection.class);
        List<String> heard = new ArrayList<>();
        while (heard.size() < count) {
            PGNotification[] news = pg.getNotifications(LIMIT_MILLIS);
            if (news == null || news.length == 0) {
                break; // the caller shows what is missing
            }
            for (PGNotification one : news) {
                heard.add(one.getName() + ": " + one.getParameter());
            }
        }
        return heard;
    }

    private static PGNotification[] notifications(Connection connection) throws SQLException {
        return connection.unwrap(PGConnection.class).getNotifications();
    }
}
