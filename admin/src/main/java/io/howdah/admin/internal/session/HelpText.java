package io.howdah.admin.internal.session;

import io.howdah.base.error.Failure;

/** What SHOW HELP says, as the notice that PgBouncer sends. */
final class HelpText {
    private static final String COMMANDS =
            """

            \tSHOW HELP|CONFIG|DATABASES|POOLS|CLIENTS|SERVERS|USERS|VERSION
            \tSHOW PEERS|PEER_POOLS
            \tSHOW FDS|SOCKETS|ACTIVE_SOCKETS|LISTS|MEM|STATE
            \tSHOW DNS_HOSTS|DNS_ZONES
            \tSHOW STATS|STATS_TOTALS|STATS_AVERAGES|TOTALS
            \tSHOW NODES|BOT|BOT_CHANGES
            \tSHOW PINS|PIN_COUNTS|STATEMENTS|DIGESTS|HBA
            \tSET key = arg
            \tRELOAD
            \tPAUSE [<db>|DATABASE <db>|USER <user>|NODE <host:port>]
            \tRESUME [...]
            \tDISABLE <db>|DATABASE <db>|USER <user>|NODE <host:port>
            \tENABLE ...
            \tRECONNECT [...]
            \tKILL [...]
            \tKILL_CLIENT <client_id>
            \tSUSPEND
            \tSHUTDOWN
            \tSHUTDOWN WAIT_FOR_SERVERS|WAIT_FOR_CLIENTS
            \tWAIT_CLOSE [...]
            \tNODE STOP|START|KILL <name>
            \tNODE DELAY <name> <time>\
            """;

    static final Failure NOTICE = Failure.reported("00000", "Console usage").withDetail(COMMANDS);

    private HelpText() {}
}
