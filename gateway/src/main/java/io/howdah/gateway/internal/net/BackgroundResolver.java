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
import java.util.List;

/** Looks names up away from the event loops, which a slow name server would stop. */
public final class BackgroundResolver extends AddressResolverGroup<InetSocketAddress> {
    @Override
    protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
        return new Names(executor).asAddressResolver();
    }

    private static final class Names extends InetNameResolver {
        Names(EventExecutor executor) {
            super(executor);
        }

        @Override
        protected void doResolve(String name, Promise<InetAddress> promise) {
            byte[] literal = NetUtil.createByteArrayFromIpAddressString(name);
            if (literal != null) {
                settle(() -> promise.trySuccess(InetAddress.getByAddress(literal)), promise);
            } else {
                Thread.startVirtualThread(
                        () ->
                                settle(
                                        () -> promise.trySuccess(InetAddress.getAllByName(name)[0]),
                                        promise));
            }
        }

        @Override
        protected void doResolveAll(String name, Promise<List<InetAddress>> promise) {
            Thread.startVirtualThread(
                    () ->
                            settle(
                                    () ->
                                            promise.trySuccess(
                                                    List.of(InetAddress.getAllByName(name))),
                                    promise));
        }

        private static void settle(LookUp lookUp, Promise<?> promise) {
            try {
                lookUp.run();
            } catch (UnknownHostException e) {
                promise.tryFailure(e);
            }
        }
    }

    private interface LookUp {
        void run() throws UnknownHostException;
    }
}
