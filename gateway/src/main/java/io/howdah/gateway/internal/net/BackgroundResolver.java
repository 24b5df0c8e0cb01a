package io.howdah.gateway.internal.net;

import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetNameResolver;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.security.Security;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Looks names up away from the event loops, which a slow name server would stop. Of several
 * addresses each connection gets the next.
 */
public final class BackgroundResolver extends AddressResolverGroup<InetSocketAddress> {
    static {
        // HostNames remembers by itself, and must see when a name moves.
        Security.setProperty("networkaddress.cache.ttl", "0");
        Security.setProperty("networkaddress.cache.negative.ttl", "0");
    }

    private final HostNames names;
    private final AtomicInteger turn = new AtomicInteger();

    /** Looks up what {@code names} does not know. */
    public BackgroundResolver(HostNames names) {
        this.names = names;
    }

    /** Nobody answers at {@code name}. */
    public void unreachable(String name) {
        names.unreachable(name);
    }

    @Override
    protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
        return new Names(executor).asAddressResolver();
    }

    private final class Names extends InetNameResolver {
        Names(EventExecutor executor) {
            super(executor);
        }

        @Override
        protected void doResolve(String name, Promise<InetAddress> promise) {
            byte[] literal = NetUtil.createByteArrayFromIpAddressString(name);
            if (literal != null) {
                settle(() -> promise.trySuccess(InetAddress.getByAddress(literal)), promise);
            } else {
                resolve(name, addresses -> promise.trySuccess(next(addresses)), promise);
            }
        }

        @Override
        protected void doResolveAll(String name, Promise<List<InetAddress>> promise) {
            resolve(name, promise::trySuccess, promise);
        }

        private void resolve(String name, Found found, Promise<?> promise) {
            settle(
                    () -> {
                        List<InetAddress> known = names.fresh(name);
                        if (known != null) {
                            found.accept(known);
                        } else {
                            Thread.startVirtualThread(
                                    () -> settle(() -> found.accept(names.lookUp(name)), promise));
                        }
                    },
                    promise);
        }

        private static void settle(LookUp lookUp, Promise<?> promise) {
            try {
                lookUp.run();
            } catch (UnknownHostException e) {
                promise.tryFailure(e);
            }
        }
    }

    private InetAddress next(List<InetAddress> addresses) {
        return addresses.get(Math.floorMod(turn.getAndIncrement(), addresses.size()));
    }

    private interface Found {
        void accept(List<InetAddress> addresses);
    }

    private interface LookUp {
        void run() throws UnknownHostException;
    }
}
