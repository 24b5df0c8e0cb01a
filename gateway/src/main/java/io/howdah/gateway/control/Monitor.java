package io.howdah.gateway.control;

import io.howdah.base.HostPort;
import io.howdah.gateway.config.GatewaySettings;

import java.util.List;

/**
 * Shows what the gateway is doing. Plain blocking calls, from any thread but an event loop; each
 * asks all loops and waits two seconds at most for those that are slow.
 */
public interface Monitor {
    /** Clients, backends, pools and nodes. Costs each loop about a microsecond a client. */
    Overview overview() throws InterruptedException;

    /** Traffic by database, in alphabetical order. Costs the loops next to nothing. */
    List<DatabaseTraffic> traffic() throws InterruptedException;

    /** The prepared statements that clients share. */
    List<StatementSnapshot> statements() throws InterruptedException;

    /** What statements cost, by digest; those that took most time first. */
    List<DigestSnapshot> digests() throws InterruptedException;

    /** How the nodes are chosen that reads go to. */
    BalanceSnapshot balance();

    /** The settings in force. */
    GatewaySettings settings();

    /** Where clients connect. */
    HostPort address();

    /** The rules by which clients log in. */
    List<AccessRule> accessRules();

    /** The names of the nodes' hosts; addresses in numbers are none. */
    List<HostSnapshot> hosts();

    /** Whether everything is suspended, see {@link Controls#suspend}. */
    boolean isSuspended();

    /** Whether exactly {@code target} is paused, see {@link Controls#pause}. */
    boolean isPaused(Target target);

    /** Whether exactly {@code target} is disabled, see {@link Controls#disable}. */
    boolean isDisabled(Target target);
}
