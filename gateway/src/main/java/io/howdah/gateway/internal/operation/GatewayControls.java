package io.howdah.gateway.internal.operation;

import io.howdah.base.error.ErrorCode;
import io.howdah.base.error.Failure;
import io.howdah.gateway.control.ControlRefused;
import io.howdah.gateway.control.Controls;
import io.howdah.gateway.control.Target;
import io.howdah.gateway.internal.backend.PoolControl;
import io.howdah.gateway.internal.backend.PoolFilter;
import io.howdah.gateway.internal.client.ClientRegistry;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;

/** Steers pools, clients and the entrance. From any thread but a loop. */
public final class GatewayControls implements Controls {
    private static final String WRONG_STATE = "55000";

    private final PoolControl pools;
    private final ClientRegistry clients;
    private final Suspension suspension;

    /** Steers what there is. */
    public GatewayControls(PoolControl pools, ClientRegistry clients, Suspension suspension) {
        this.pools = pools;
        this.clients = clients;
        this.suspension = suspension;
    }

    @Override
    public void pause(Target target) throws ControlRefused, InterruptedException {
        if (target instanceof Target.All && isStopped()) {
            throw alreadyStopped();
        }
        await(pools.pause(Targets.filter(target)));
    }

    /** Whether all traffic is paused or suspended. */
    private boolean isStopped() {
        return suspension.isActive() || pools.paused().contains(PoolFilter.ALL);
    }

    private static ControlRefused alreadyStopped() {
        return refused(WRONG_STATE, "already suspended/paused");
    }

    @Override
    public void resume(Target target) throws ControlRefused, InterruptedException {
        boolean suspended = target instanceof Target.All && suspension.isActive();
        if (suspended) {
            suspension.end();
        }
        boolean paused = pools.resume(Targets.filter(target));
        if (!suspended && !paused) {
            throw refused(
                    WRONG_STATE,
                    target instanceof Target.All
                            ? "pooler is not paused/suspended"
                            : target + " is not paused");
        }
    }

    @Override
    public void disable(Target target) {
        pools.disable(Targets.filter(target));
    }

    @Override
    public void enable(Target target) {
        boolean _ = pools.enable(Targets.filter(target));
    }

    @Override
    public void reconnect(Target target) {
        pools.reconnect(Targets.filter(target));
    }

    @Override
    public void kill(Target target) {
        pools.kill(Targets.filter(target));
    }

    @Override
    public void waitClose(Target target) throws ControlRefused, InterruptedException {
        await(pools.waitClose(Targets.filter(target)));
    }

    @Override
    public void killClient(int id) throws ControlRefused {
        if (!clients.kill(id)) {
            throw new ControlRefused(
                    Failure.reported("42704", "client not found")
                            .withHint("SHOW CLIENTS has the ids."));
        }
    }

    @Override
    public void suspend() throws ControlRefused, InterruptedException {
        if (isStopped()) {
            throw alreadyStopped();
        }
        suspension.begin();
    }

    private static void await(CompletionStage<Void> end)
            throws ControlRefused, InterruptedException {
        try {
            end.toCompletableFuture().get();
        } catch (CancellationException e) {
            throw refused(ErrorCode.QUERY_CANCELED.sqlState(), "canceled by RESUME");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private static ControlRefused refused(String sqlState, String message) {
        return new ControlRefused(Failure.reported(sqlState, message));
    }
}
