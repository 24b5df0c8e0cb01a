package io.howdah.gateway.internal;

import io.howdah.base.metrics.Counter;
import io.howdah.base.metrics.Metrics;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The gateway's own figures, the bounds that an operator meets among them. Safe from any thread.
 */
public final class GatewayMetrics {
    /** Clients connected now, those that are still logging in not included. */
    public final AtomicInteger clients = new AtomicInteger();

    /** Connections that have not logged in yet. */
    public final AtomicInteger logins = new AtomicInteger();

    /** Clients that wait for a backend now. */
    public final AtomicInteger waiting = new AtomicInteger();

    /** Clients bound to a backend now by their session's state. */
    public final AtomicInteger pinned = new AtomicInteger();

    /** Backends open now, those being connected included. */
    public final AtomicInteger backends = new AtomicInteger();

    /** Backends lent to a client now. */
    public final AtomicInteger lent = new AtomicInteger();

    /** Backends that serve several clients at a time now. */
    public final AtomicInteger sharedBackends = new AtomicInteger();

    /** Clients with a backend of their own now: replication, for one. */
    public final AtomicInteger relays = new AtomicInteger();

    /** Clients' subscriptions to channels through a hub now. */
    public final AtomicInteger subscriptions = new AtomicInteger();

    /** Channels that hubs listen to now. */
    public final AtomicInteger listenChannels = new AtomicInteger();

    /** Databases whose catalogue has been read. */
    public final AtomicInteger catalogs = new AtomicInteger();

    /** Replicas that may be read from now. */
    public final AtomicInteger readableNodes = new AtomicInteger();

    /** Nodes that are given nothing now: rivals of the primary, and strangers. */
    public final AtomicInteger refusedNodes = new AtomicInteger();

    public final Counter clientsAccepted;
    public final Counter clientsRefused;
    public final Counter loginsFailed;
    public final Counter handshakesFailed;
    public final Counter loginsDropped;
    public final Counter exchanges;
    public final Counter backendsOpened;
    public final Counter backendsLost;
    public final Counter backendsRefused;

    /** Backends opened beyond the size of their pool. */
    public final Counter backendsReserved;

    /** Backends closed to make room for another pool. */
    public final Counter backendsEvicted;

    /** Backends closed because of their age. */
    public final Counter backendsExpired;

    /** Backends that did not pass the check before they were to be lent. */
    public final Counter backendChecksFailed;

    /** Connections made by TCP because nobody answered at the node's Unix socket. */
    public final Counter unixSocketsMissed;

    public final Counter cancels;
    public final Counter waitTimeouts;
    public final Counter queryTimeouts;
    public final Counter permitsTraded;
    public final Counter statementsPrepared;
    public final Counter statementsEvicted;

    /** Requests that ran on a backend that served others at the same time. */
    public final Counter shared;

    /** How often a statement has taken so long that those behind it were served elsewhere. */
    public final Counter shareHeldUp;

    /** How often another number of backends was found to be the best to share. */
    public final Counter shareWidths;

    /** Requests that were sent again, unseen. */
    public final Counter repeated;

    /** Requests that were asked as prepared statements, which their clients did not. */
    public final Counter askedPrepared;

    /** Those whose Sync was one with others'. */
    public final Counter batched;

    /** How often statements of a digest were found to be slower when prepared. */
    public final Counter preparationsTakenBack;

    /** Each BEGIN that was answered before PostgreSQL was asked. */
    public final Counter beginsHeld;

    /** Transactions that were over before PostgreSQL had heard of them. */
    public final Counter transactionsUnsent;

    /** Reads that were sent to a replica. */
    public final Counter readsRouted;

    /** Reads that went to the primary because no replica was there that is fresh enough. */
    public final Counter readsUnfresh;

    /** Reads that a replica could not answer, and the primary did, unseen. */
    public final Counter readsRefusedByReplicas;

    /** Transactions that began on a replica. */
    public final Counter transactionsRouted;

    /** Those that went on on the primary, unseen. */
    public final Counter transactionsMoved;

    /** Those that could not, and whose clients were told to try again. */
    public final Counter transactionsStuck;

    public final Counter protocolErrors;
    public final Counter relaysOpened;
    public final Counter notificationsDelivered;
    public final Counter notificationsDropped;
    public final Counter listenReconnects;

    /** Answers of nodes to where their write-ahead log is. */
    public final Counter lsnSamples;

    /** Times that a node did not answer, or did not let itself be asked. */
    public final Counter probesFailed;

    /** Times that a node was left alone because it did not answer. */
    public final Counter nodesBanned;

    /** Times that another node was found to be the primary. */
    public final Counter primaryChanges;

    public final Counter catalogsRead;
    public final Counter catalogsFailed;

    /** Registers everything with {@code metrics}. */
    public GatewayMetrics(Metrics metrics) {
        metrics.gauge("howdah_clients", clients::get);
        metrics.gauge("howdah_logins", logins::get);
        metrics.gauge("howdah_clients_waiting", waiting::get);
        metrics.gauge("howdah_clients_pinned", pinned::get);
        metrics.gauge("howdah_backends", backends::get);
        metrics.gauge("howdah_backends_lent", lent::get);
        metrics.gauge("howdah_relays", relays::get);
        metrics.gauge("howdah_listen_subscriptions", subscriptions::get);
        metrics.gauge("howdah_listen_channels", listenChannels::get);
        metrics.gauge("howdah_catalogs", catalogs::get);
        metrics.gauge("howdah_backends_shared", sharedBackends::get);
        metrics.gauge("howdah_nodes_readable", readableNodes::get);
        metrics.gauge("howdah_nodes_refused", refusedNodes::get);
        clientsAccepted = metrics.counter("howdah_clients_accepted_total");
        clientsRefused = metrics.counter("howdah_clients_refused_total");
        loginsDropped = metrics.counter("howdah_logins_dropped_total");
        loginsFailed = metrics.counter("howdah_logins_failed_total");
        handshakesFailed = metrics.counter("howdah_tls_handshakes_failed_total");
        exchanges = metrics.counter("howdah_exchanges_total");
        backendsOpened = metrics.counter("howdah_backends_opened_total");
        backendsLost = metrics.counter("howdah_backends_lost_total");
        backendsRefused = metrics.counter("howdah_backends_refused_total");
        backendsReserved = metrics.counter("howdah_backends_reserved_total");
        backendsEvicted = metrics.counter("howdah_backends_evicted_total");
        backendsExpired = metrics.counter("howdah_backends_expired_total");
        backendChecksFailed = metrics.counter("howdah_backend_checks_failed_total");
        unixSocketsMissed = metrics.counter("howdah_unix_sockets_missed_total");
        cancels = metrics.counter("howdah_cancels_total");
        waitTimeouts = metrics.counter("howdah_wait_timeouts_total");
        queryTimeouts = metrics.counter("howdah_query_timeouts_total");
        permitsTraded = metrics.counter("howdah_permits_traded_total");
        statementsPrepared = metrics.counter("howdah_statements_prepared_total");
        statementsEvicted = metrics.counter("howdah_statements_evicted_total");
        shared = metrics.counter("howdah_requests_shared_total");
        shareHeldUp = metrics.counter("howdah_shares_held_up_total");
        shareWidths = metrics.counter("howdah_shared_widths_changed_total");
        repeated = metrics.counter("howdah_requests_repeated_total");
        askedPrepared = metrics.counter("howdah_requests_prepared_total");
        batched = metrics.counter("howdah_requests_batched_total");
        preparationsTakenBack = metrics.counter("howdah_preparations_taken_back_total");
        beginsHeld = metrics.counter("howdah_begins_held_total");
        transactionsUnsent = metrics.counter("howdah_transactions_unsent_total");
        readsRouted = metrics.counter("howdah_reads_routed_total");
        readsUnfresh = metrics.counter("howdah_reads_unfresh_total");
        readsRefusedByReplicas = metrics.counter("howdah_reads_refused_by_replicas_total");
        transactionsRouted = metrics.counter("howdah_transactions_routed_total");
        transactionsMoved = metrics.counter("howdah_transactions_moved_total");
        transactionsStuck = metrics.counter("howdah_transactions_stuck_total");
        protocolErrors = metrics.counter("howdah_protocol_errors_total");
        relaysOpened = metrics.counter("howdah_relays_opened_total");
        notificationsDelivered = metrics.counter("howdah_notifications_delivered_total");
        notificationsDropped = metrics.counter("howdah_notifications_dropped_total");
        listenReconnects = metrics.counter("howdah_listen_reconnects_total");
        lsnSamples = metrics.counter("howdah_lsn_samples_total");
        probesFailed = metrics.counter("howdah_probes_failed_total");
        nodesBanned = metrics.counter("howdah_nodes_banned_total");
        primaryChanges = metrics.counter("howdah_primary_changes_total");
        catalogsRead = metrics.counter("howdah_catalogs_read_total");
        catalogsFailed = metrics.counter("howdah_catalogs_failed_total");
    }
}
