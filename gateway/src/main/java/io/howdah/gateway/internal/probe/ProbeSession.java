package io.howdah.gateway.internal.probe;

import io.howdah.base.error.Failure;
import io.howdah.gateway.internal.backend.Backend;
import io.howdah.gateway.internal.backend.BackendLoss;
import io.howdah.gateway.internal.backend.Errand;
import io.howdah.gateway.internal.backend.Inquiry;
import io.howdah.gateway.internal.backend.Inquiry.Answer;
import io.howdah.gateway.internal.backend.Node;
import io.howdah.gateway.internal.cluster.LsnSample;
import io.howdah.gateway.internal.cluster.NodeFacts;
import io.howdah.gateway.internal.cluster.SampleDemand;
import io.howdah.gateway.internal.net.Loop;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * What is asked on one connection to a node: facts now and then, its place in the write-ahead log
 * whenever somebody needs to know. Confined to its loop.
 *
 * <p>A sample is told only together with the facts that it belongs to: when a replica has become a
 * primary, or has not told its timeline yet, facts come first.
 */
final class ProbeSession implements Sampler.Listener {
    /** Nothing that a role or database has set may mislead or end a session that mostly waits. */
    private static final String PREPARATION =
            "SET search_path = pg_catalog; SELECT pg_catalog.set_config(name, '0', false) FROM"
                    + " pg_catalog.pg_settings WHERE name IN ('idle_session_timeout',"
                    + " 'statement_timeout', 'transaction_timeout')";

    private final Prober.Context context;
    private final Node node;
    private final Loop loop;
    private final Backend backend;
    private final Consumer<String> lost;
    private final SampleDemand demand;
    private final Sampler sampler;
    private String query = FactsQuery.FULL;
    private @Nullable NodeFacts facts;
    private @Nullable String trouble;
    private boolean askingFacts;
    private boolean sampling;
    private long factsAskedNanos;
    private long sampleAskedNanos;
    private long requestedNanos;

    ProbeSession(
            Prober.Context context, Node node, Loop loop, Backend backend, Consumer<String> lost) {
        this.context = context;
        this.node = node;
        this.loop = loop;
        this.backend = backend;
        this.lost = lost;
        this.demand = node.samples();
        this.sampler = new Sampler(backend, this);
    }

    /** Asks for everything a first time. */
    void begin() {
        backend.lend(sampler);
        Errand.run(backend, PREPARATION, error -> {});
        askFacts();
    }

    /** Says goodbye. */
    void close() {
        demand.unserved();
        backend.close();
    }

    private void giveUp(String reason) {
        if (trouble == null) {
            trouble = reason;
            close();
        }
    }

    // ---- facts

    /** Asks what it is, unless it still owes the last answer; then it may be given up. */
    void askFacts() {
        long now = loop.nanos();
        if (backend.isClosing()) {
            return;
        }
        if (!askingFacts) {
            askingFacts = true;
            factsAskedNanos = now;
            Inquiry.run(backend, query, FactsQuery.LIMIT_BYTES, this::answered);
        } else if (now - factsAskedNanos > timeoutNanos()) {
            giveUp("it has not answered within " + timeoutNanos() / 1_000_000 + " ms");
        }
    }

    private long timeoutNanos() {
        return context.settings().now().cluster().probeTimeout().toNanos();
    }

    private void answered(Answer answer) {
        askingFacts = false;
        switch (answer) {
            case Answer.Failed(Failure failure) -> refused(failure);
            case Answer.Rows(List<List<@Nullable String>> rows) -> learn(rows);
        }
    }

    private void refused(Failure failure) {
        if (query.equals(FactsQuery.FULL)) {
            query = FactsQuery.WITHOUT_CONTROL_FILE;
            askFacts();
        } else {
            context.findings().refused(node, failure.message(), loop.nanos());
        }
    }

    private void learn(List<List<@Nullable String>> rows) {
        try {
            boolean first = facts == null;
            NodeFacts learnt = FactsQuery.read(rows);
            facts = learnt;
            context.findings().learnt(node, learnt, factsAskedNanos);
            if (first) {
                sampling = true;
                demand.servedBy(() -> loop.execute(this::wakened), factsAskedNanos);
                ask();
            } else if (!sampling) {
                sampling = true;
                ask();
            }
        } catch (IllegalArgumentException e) {
            context.findings().refused(node, String.valueOf(e.getMessage()), loop.nanos());
        }
    }

    // ---- samples

    private void wakened() {
        if (!sampling && facts != null) {
            sampling = true;
            askInTurn();
        }
    }

    /** Not sooner after the last time than agreed. */
    private void askInTurn() {
        long pause = context.settings().now().cluster().sampleInterval().toNanos();
        long early = sampleAskedNanos + pause - loop.nanos();
        if (early > 0) {
            loop.executor().schedule(this::ask, early, TimeUnit.NANOSECONDS);
        } else {
            ask();
        }
    }

    private void ask() {
        if (!backend.isClosing()) {
            sampleAskedNanos = loop.nanos();
            requestedNanos = afterAllThatIsWanted(sampleAskedNanos);
            sampler.ask();
        }
    }

    /** The question leaves after whatever was wanted before; a clock need not show it. */
    private long afterAllThatIsWanted(long now) {
        long wanted = demand.wantedNanos();
        return now == wanted ? now + 1 : now;
    }

    @Override
    public void sampled(boolean inRecovery, long lsn) {
        NodeFacts known = facts;
        if (known == null || known.inRecovery() != inRecovery) {
            sampling = false;
            askFacts(); // which are followed by a sample
            return;
        }
        demand.publish(
                new LsnSample(requestedNanos, lsn, known.timeline(), known.systemIdentifier()));
        context.metrics().lsnSamples.increment();
        context.topology().sampled(node);
        if (demand.wantedNanos() - requestedNanos >= 0) {
            askInTurn();
        } else {
            sampling = false;
            demand.rest(requestedNanos);
        }
    }

    @Override
    public void unsampled(String sqlState, String message) {
        giveUp("it does not tell where its write-ahead log is: " + message);
    }

    @Override
    public void lost(BackendLoss loss) {
        demand.unserved();
        facts = null;
        String reason = trouble;
        lost.accept(reason == null ? loss.failure().message() : reason);
    }
}
