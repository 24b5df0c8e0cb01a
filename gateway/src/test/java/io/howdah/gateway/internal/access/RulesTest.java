package io.howdah.gateway.internal.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.base.config.InvalidConfiguration;
import io.howdah.gateway.config.AuthMethod;
import io.howdah.gateway.config.AuthSettings;
import io.howdah.gateway.config.FailureSettings;
import io.howdah.gateway.control.AccessRule;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

class RulesTest {
    /** The example in PostgreSQL's documentation, but for the methods that are not built yet. */
    private static final String DOCUMENTED =
            """
            local   all             all                                     trust
            host    all             all             127.0.0.1/32            trust
            host    all             all             127.0.0.1       255.255.255.255     reject
            host    all             all             ::1/128                 trust
            host    all             all             localhost               trust
            host    db1,"/^db\\d{2,4}$"    "/^.*helpdesk$",all     2001:db8::/32    md5
            host    postgres        all             192.168.93.0/24         scram-sha-256
            host    postgres        all             192.168.12.10/32        scram-sha-256
            host    all             mike            .example.com            md5
            host    all             all             .example.com            scram-sha-256
            host    all             all             192.168.54.1/32         reject
            host    all             all             0.0.0.0/0               password
            local   sameuser        all                                     md5
            local   all             /^.*helpdesk$                           md5
            local   all             @admins,+support                        md5
            local   db1,db2,@demodbs  all                                   md5
            """;

    @TempDir Path folder = Path.of("");

    private static AuthSettings inline(String rules) {
        return settings(Optional.empty(), Optional.of(rules), Optional.empty());
    }

    private static AuthSettings settings(
            Optional<Path> hbaFile, Optional<String> hba, Optional<Path> identFile) {
        return new AuthSettings(
                AuthMethod.SCRAM,
                Optional.empty(),
                Duration.ofSeconds(1),
                hbaFile,
                hba,
                identFile,
                Optional.of("asker"),
                "SELECT $1",
                "postgres",
                Duration.ofSeconds(1),
                100,
                FailureSettings.DEFAULT);
    }

    private static Attempt from(@Nullable String address, String user, String database)
            throws IOException {
        InetAddress host = address == null ? null : InetAddress.ofLiteral(address);
        return new Attempt(host, false, user, database, false);
    }

    private static String method(Access access, Attempt attempt, Facts facts) {
        return switch (access.of(attempt, facts)) {
            case Verdict.Matched(Rule rule) -> rule.method().word();
            case Verdict.Unmatched() -> "none";
            case Verdict.NeedsRoles() -> "roles?";
            case Verdict.NeedsHostName() -> "host name?";
        };
    }

    private static List<String> complaints(String rules) {
        return assertThrows(InvalidConfiguration.class, () -> new Access(inline(rules)), rules)
                .problems()
                .stream()
                .map(Object::toString)
                .toList();
    }

    @Test
    void readsTheDocumentedExample() throws Exception {
        Path file = folder.resolve("pg_hba.conf");
        Files.writeString(file, DOCUMENTED);
        Files.writeString(folder.resolve("admins"), "alice, bob # two of them\n\"carol\"\n");
        Files.writeString(folder.resolve("demodbs"), "demo1 demo2");
        Access access = new Access(settings(Optional.of(file), Optional.empty(), Optional.empty()));
        assertEquals(16, access.rows().size());
        assertEquals(List.of("alice", "bob", "carol", "+support"), access.rows().get(14).users());
        assertEquals(List.of("db1", "db2", "demo1", "demo2"), access.rows().get(15).databases());
        assertEquals("trust", method(access, from("127.0.0.1", "x", "y"), Facts.NONE));
        assertEquals("trust", method(access, from("::1", "x", "y"), Facts.NONE));
        assertEquals("md5", method(access, from("2001:db8::9", "x", "db12"), nowhere()));
        assertEquals("none", method(access, from("2001:db8::9", "x", "db1234567"), nowhere()));
        assertEquals("host name?", method(access, from("192.168.54.1", "x", "y"), Facts.NONE));
        assertEquals("reject", method(access, from("192.168.54.1", "x", "y"), nowhere()));
        Facts example = Facts.NONE.withHostName("Web.Example.com");
        assertEquals("md5", method(access, from("192.168.54.1", "mike", "y"), example));
        assertEquals("scram-sha-256", method(access, from("192.168.54.1", "x", "y"), example));
        assertEquals("password", method(access, from("10.1.1.1", "x", "y"), nowhere()));
    }

    private static Facts nowhere() {
        return Facts.NONE.withHostName("");
    }

    @Test
    void asksForRolesOnlyWhenItDependsOnThem() throws Exception {
        Access access =
                new Access(
                        inline(
                                """
                                local samerole +staff trust
                                local other,"samerole" boss,"+staff",+staff md5
                                """));
        assertEquals("roles?", method(access, from(null, "eve", "sales"), Facts.NONE));
        Facts roles = Facts.NONE.withRoles(Set.of("eve", "staff", "sales"));
        assertEquals("trust", method(access, from(null, "eve", "sales"), roles));
        assertEquals("none", method(access, from(null, "eve", "hr"), roles));
        assertEquals("md5", method(access, from(null, "eve", "samerole"), roles));
        assertEquals("none", method(access, from("127.0.0.1", "eve", "sales"), Facts.NONE));
    }

    @Test
    void tellsEncryptedConnectionsApart() throws Exception {
        Access access =
                new Access(
                        inline(
                                """
                                hostgssenc all all all trust
                                hostssl all all all cert
                                hostnossl all all samehost password
                                hostnogssenc all all 0.0.0.0/0 md5
                                """));
        InetAddress home = InetAddress.ofLiteral("127.0.0.1");
        InetAddress away = InetAddress.ofLiteral("192.0.2.1");
        assertEquals("cert", method(access, new Attempt(away, true, "u", "d", false), Facts.NONE));
        assertEquals(
                "password", method(access, new Attempt(home, false, "u", "d", false), Facts.NONE));
        assertEquals("md5", method(access, new Attempt(away, false, "u", "d", false), Facts.NONE));
    }

    @Test
    void physicalReplicationMatchesNothingButItsKeyword() throws Exception {
        Access access = new Access(inline("local all all trust\nlocal replication all md5"));
        assertEquals("md5", method(access, new Attempt(null, false, "u", "", true), Facts.NONE));
        assertEquals("trust", method(access, from(null, "u", "replication"), Facts.NONE));
    }

    @Test
    void quotesTakeMeaningAway() throws Exception {
        Access access = new Access(inline("local \"all\" \"a\"\"b c\",\"d,e\" trust"));
        assertEquals("trust", method(access, from(null, "a\"b c", "all"), Facts.NONE));
        assertEquals("trust", method(access, from(null, "d,e", "all"), Facts.NONE));
        assertEquals("none", method(access, from(null, "d", "all"), Facts.NONE));
        assertEquals("none", method(access, from(null, "d,e", "any"), Facts.NONE));
    }

    @Test
    void goesOnAfterABackslashAndCountsTheFirstLine() throws Exception {
        Access access =
                new Access(inline("# a comment \\\nthat goes on\nlocal all \\\n  all trust"));
        assertEquals(3, access.rows().getFirst().line());
    }

    @Test
    void complainsAboutEveryLineInPostgresqlsWords() {
        assertEquals(
                List.of(
                        "auth.hba:1: invalid connection type \"remote\"",
                        "auth.hba:2: end-of-line before database specification",
                        "auth.hba:3: end-of-line before role specification",
                        "auth.hba:4: end-of-line before authentication method",
                        "auth.hba:5: end-of-line before IP address specification",
                        "auth.hba:6: invalid CIDR mask in address \"10.0.0.0/33\"",
                        "auth.hba:7: specifying both host name and CIDR mask is invalid:"
                                + " \"localhost/8\"",
                        "auth.hba:8: end-of-line before netmask specification",
                        "auth.hba:9: invalid IP mask \"trust\"",
                        "auth.hba:10: IP address and mask do not match",
                        "auth.hba:11: invalid authentication method \"magic\"",
                        "auth.hba:12: authentication method \"ldap\" is not built into Howdah yet",
                        "auth.hba:13: peer authentication is only supported on local sockets",
                        "auth.hba:14: cert authentication is only supported on hostssl"
                                + " connections",
                        "auth.hba:15: authentication option not in name=value format: oops",
                        "auth.hba:16: unrecognized authentication option name: \"color\"",
                        "auth.hba:17: authentication option \"map\" is only valid for"
                                + " authentication methods ident, peer, gssapi, sspi, cert, and"
                                + " oauth",
                        "auth.hba:18: clientcert can only be configured for \"hostssl\" rows",
                        "auth.hba:19: multiple values specified for host address",
                        "auth.hba:20: invalid regular expression \"(\": missing closing )"),
                complaints(
                        """
                        remote all all all trust
                        local
                        local all
                        local all all
                        host all all
                        host all all 10.0.0.0/33 trust
                        host all all localhost/8 trust
                        host all all 10.0.0.0
                        host all all 10.0.0.0 trust
                        host all all 10.0.0.0 ffff:: trust
                        local all all magic
                        local all all ldap ldapserver=x
                        host all all all peer
                        host all all all cert
                        local all all peer oops
                        local all all peer color=red
                        local all all trust map=m
                        local all all trust clientcert=verify-ca
                        host all all 10.0.0.1,10.0.0.2 trust
                        local /( all trust
                        """));
    }

    @Test
    void includesFilesAndFolders() throws Exception {
        Path file = folder.resolve("main.conf");
        Files.createDirectory(folder.resolve("d"));
        Files.writeString(file, "include one.conf\ninclude_if_exists none.conf\ninclude_dir d\n");
        Files.writeString(folder.resolve("one.conf"), "local one all trust");
        Files.writeString(folder.resolve("d/b.conf"), "local three all trust");
        Files.writeString(folder.resolve("d/a.conf"), "local two all trust");
        Files.writeString(folder.resolve("d/.hidden.conf"), "nonsense");
        Files.writeString(folder.resolve("d/readme"), "nonsense");
        Access access = new Access(settings(Optional.of(file), Optional.empty(), Optional.empty()));
        assertEquals(
                List.of(List.of("one"), List.of("two"), List.of("three")),
                access.rows().stream().map(AccessRule::databases).toList());
        Files.writeString(folder.resolve("one.conf"), "include main.conf");
        InvalidConfiguration endless = assertThrows(InvalidConfiguration.class, access::reload);
        assertTrue(String.valueOf(endless.getMessage()).contains("maximum nesting depth exceeded"));
        assertEquals(3, access.rows().size(), "the old rules stay in force");
    }

    @Test
    void namesTheFileThatIsNotThere() {
        assertEquals(
                List.of(
                        "auth.hba:1: could not open file \"gone.conf\": No such file or directory",
                        "auth.hba:2: could not open file \"gone\": No such file or directory"),
                complaints("include gone.conf\nlocal all @gone trust").subList(0, 2));
    }

    @Test
    void takesLinearTimeForAPatternThatInvitesMore() throws Exception {
        Access access = new Access(inline("local all /^(a+)+$ trust\nlocal all all md5"));
        assertEquals("md5", method(access, from(null, "a".repeat(5_000) + "!", "d"), Facts.NONE));
    }

    @Test
    void wantsSomebodyToAskForRoles() {
        AuthSettings nobody =
                new AuthSettings(AuthMethod.SCRAM, Optional.empty(), Duration.ofSeconds(1));
        assertInstanceOf(Access.class, assertDoesNotRefuse(nobody));
        AuthSettings rules =
                new AuthSettings(
                        AuthMethod.SCRAM,
                        Optional.empty(),
                        Duration.ofSeconds(1),
                        Optional.empty(),
                        Optional.of("local all +x trust"),
                        Optional.empty(),
                        Optional.empty(),
                        "SELECT $1",
                        "postgres",
                        Duration.ofSeconds(1),
                        100,
                        FailureSettings.DEFAULT);
        assertThrows(InvalidConfiguration.class, () -> new Access(rules));
    }

    private static Access assertDoesNotRefuse(AuthSettings settings) {
        try {
            return new Access(settings);
        } catch (InvalidConfiguration e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void mapsNames() throws Exception {
        Path maps = folder.resolve("pg_ident.conf");
        Files.writeString(
                maps,
                """
                # MAPNAME       SYSTEM-USERNAME         PG-USERNAME
                omicron         bryanh                  bryanh
                omicron         ann                     ann
                # bob has user name robert on these machines
                omicron         robert                  bob
                omicron         bryanh                  guest1
                mymap   /^(.*)@mydomain\\.com$      \\1
                mymap   /^(.*)@otherdomain\\.com$   guest
                any     "all quoted"    all
                any     /^r-(.*)$       "x\\1y"
                members /^m             +staff
                keyword /^(.*)$         \\1
                """);
        Access access =
                new Access(
                        settings(
                                Optional.empty(),
                                Optional.of("local all all peer map=omicron"),
                                Optional.of(maps)));
        assertEquals(Access.Permission.GRANTED, permits(access, "omicron", "robert", "bob"));
        assertEquals(Access.Permission.DENIED, permits(access, "omicron", "robert", "robert"));
        assertEquals(Access.Permission.GRANTED, permits(access, "omicron", "bryanh", "guest1"));
        assertEquals(
                Access.Permission.GRANTED, permits(access, "mymap", "ann@mydomain.com", "ann"));
        assertEquals(
                Access.Permission.DENIED, permits(access, "mymap", "ann@mydomain.com", "guest"));
        assertEquals(
                Access.Permission.GRANTED, permits(access, "mymap", "x@otherdomain.com", "guest"));
        assertEquals(Access.Permission.GRANTED, permits(access, "any", "all quoted", "whoever"));
        assertEquals(Access.Permission.GRANTED, permits(access, "any", "r-9", "x9y"));
        assertEquals(Access.Permission.NEEDS_ROLES, permits(access, "members", "me", "u"));
        assertEquals(Access.Permission.DENIED, permits(access, "keyword", "all", "root"));
        assertEquals(Access.Permission.DENIED, permits(access, "gone", "x", "x"));
        assertEquals(
                Access.Permission.GRANTED,
                access.permits(Optional.empty(), "same", "same", Facts.NONE));
    }

    private static Access.Permission permits(Access access, String map, String name, String user) {
        return access.permits(Optional.of(map), name, user, Facts.NONE);
    }

    @Test
    void refusesMapsThatCannotWork() throws IOException {
        Path maps = folder.resolve("pg_ident.conf");
        Files.writeString(maps, "m a\nm a,b c\nm /( c\nm /^x$ \\1\n");
        InvalidConfiguration refused =
                assertThrows(
                        InvalidConfiguration.class,
                        () ->
                                new Access(
                                        settings(
                                                Optional.empty(),
                                                Optional.of("local all all peer"),
                                                Optional.of(maps))));
        assertEquals(
                List.of(1, 2, 3, 4),
                refused.problems().stream().map(p -> p.position().line()).toList());
    }
}
