package io.howdah.gateway;

import io.howdah.gateway.config.GatewaySettings;
import io.howdah.gateway.internal.client.ClientRegistry;
import io.howdah.gateway.internal.net.Transport;
import io.netty.channel.EventLoopGroup;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Everything by which clients get in, from the process before to the process after this one. Safe
 * from any thread but an event loop's.
 */
final class Entrance {
    private final ListeningSockets sockets;
    private final CompletableFuture<Void> handedOver = new CompletableFuture<>();
    private @Nullable HandOver handOver;
    private boolean left;

    private Entrance(ListeningSockets sockets) {
        this.sockets = sockets;
    }

    /** Opens it, with what can be inherited; a process that is taken over from is told last. */
    static Entrance open(
            GatewaySettings settings,
            Listener listener,
            EventLoopGroup group,
            ClientRegistry clients,
            Inheritance inheritance)
            throws IOException, InterruptedException {
        Optional<Path> path = settings.sockets().takeOverPath();
        Optional<Predecessor> predecessor =
                inheritance.takeOver() && path.isPresent()
                        ? Predecessor.at(path.get(), group)
                        : Optional.empty();
        ListeningSockets sockets =
                ListeningSockets.open(
                        listener,
                        settings.listen(),
                        settings.sockets(),
                        predecessor.isPresent()
                                ? predecessor.get().sockets()
                                : inheritance.sockets());
        Entrance entrance = new Entrance(sockets);
        try {
            if (path.isPresent() && Transport.choose() == Transport.EPOLL) {
                entrance.awaitSuccessor(path.get(), predecessor.isPresent(), group, clients);
            }
            if (predecessor.isPresent()) {
                clients.elsewhere(predecessor.get()::cancel);
                predecessor.get().done();
                sockets.becomeOwner();
            }
            return entrance;
        } catch (IOException | InterruptedException | RuntimeException e) {
            entrance.close();
            throw e;
        }
    }

    private void awaitSuccessor(
            Path path, boolean heir, EventLoopGroup group, ClientRegistry clients)
            throws IOException, InterruptedException {
        Runnable leave = () -> Thread.startVirtualThread(this::leaveToAnother);
        handOver = new HandOver(path, heir, group, sockets, clients, leave);
    }

    private synchronized void leaveToAnother() {
        if (!left) {
            left = true;
            sockets.leaveToAnother();
            if (handOver != null) {
                handOver.leaveToAnother();
            }
            handedOver.complete(null);
        }
    }

    /** Completes when another process has taken over. */
    CompletableFuture<Void> handedOver() {
        return handedOver;
    }

    /** Accepts connections, or lets them wait in the system's queue. */
    void admit(boolean on) {
        sockets.admit(on);
    }

    /** The port of the first address, as the system has given it. */
    int port() {
        return sockets.port();
    }

    /** Lets nobody in any more. */
    synchronized void close() {
        if (left) {
            return;
        }
        left = true;
        sockets.close();
        if (handOver != null) {
            handOver.close();
        }
    }
}
