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
        // NodeAddresses remembers by itself, and must see when a name moves.
        Security.setProperty("networkaddress.cache.ttl", "0");
        Security.setProperty("networkaddress.cache.negative.ttl", "0");
    }

    private final NodeAddresses addresses;
    private final AtomicInteger turn = new AtomicInteger();

    /** Looks up what {@code addresses} does not know. */
    public BackgroundResolver(NodeAddresses addresses) {
        this.addresses = addresses;
    }

    /** Nobody answers at {@code name}. */
    public void unreachable(String name) {
        addresses.unreachable(name);
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
                resolve(name, found -> promise.trySuccess(next(found)), promise);
            }
        }

        @Override
        protected void doResolveAll(String name, Promise<List<InetAddress>> promise) {
            resolve(name, promise::trySuccess, promise);
        }

        private void resolve(String name, Found found, Promise<?> promise) {
            settle(
                    () -> {
                        List<InetAddress> known = addresses.fresh(name);
                        if (known != null) {
                            found.accept(known);
                        } else {
                            Thread.startVirtualThread(
                                    () ->
                                            settle(
                                                    () -> found.accept(addresses.lookUp(name)),
                                                    promise));
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

    private InetAddress next(List<InetAddress> found) {
        return found.get(Math.floorMod(turn.getAndIncrement(), found.size()));
    }

    private interface Found {
        void accept(List<InetAddress> found);
    }

    private interface LookUp {
        void run() throws UnknownHostException;
    }
}
