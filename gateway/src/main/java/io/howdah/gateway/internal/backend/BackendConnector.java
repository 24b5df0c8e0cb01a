package io.howdah.gateway.internal.backend;

import io.howdah.base.HostPort;
import io.howdah.base.Randomness;
import io.howdah.base.error.ErrorCode;
import io.howdah.base.error.Failure;
import io.howdah.gateway.config.TlsMode;
import io.howdah.gateway.internal.GatewayMetrics;
import io.howdah.gateway.internal.login.Credentials;
import io.howdah.gateway.internal.login.KeyDerivation;
import io.howdah.gateway.internal.net.BackgroundResolver;
import io.howdah.gateway.internal.net.Loop;
import io.howdah.gateway.internal.net.LoopReadBuffers;
import io.howdah.gateway.internal.net.Reasons;
import io.howdah.gateway.internal.net.SocketOptions;
import io.howdah.gateway.internal.net.Transport;
import io.howdah.gateway.internal.tls.ConnectionSecurity;
import io.howdah.gateway.internal.tls.NodeTls;
import io.howdah.gateway.internal.tls.Tls;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;

import org.jspecify.annotations.Nullable;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Opens connections to PostgreSQL and logs in. Safe from any loop. */
public final class BackendConnector {
    /** Who wanted the backend; called on the loop, exactly once. */
    public interface Listener {
        /** It has logged in. */
        void connected(Backend backend);

        /** It has not. */
        void refused(ConnectFailure failure);
    }

    /**
     * Why there is no backend.
     *
     * @param anotherNode whether another node may do: this one cannot be reached or is a replica
     */
    public record ConnectFailure(Failure failure, boolean anotherNode) {}

    /**
     * What every backend is opened with.
     *
     * @param writeBufferBytes from here on a backend counts as congested
     */
    public record Options(int maxStatements, int writeBufferBytes, SocketOptions sockets) {}

    /**
     * What is to be opened.
     *
     * @param role what the node has to be
     */
    private record Wish(
            Loop loop,
            PoolKey key,
            Wanted role,
            long limitMillis,
            Map<String, String> parameters,
            Backend.Owner owner) {
        Node node() {
            return key.node();
        }
    }

    /** What a node has to be for a connection to be of use. */
    enum Wanted {
        /** The primary, where there are several nodes. */
        PRIMARY,
        /** Whatever it is. */
        ANY
    }

    private final Transport transport;
    private final LoopReadBuffers readBuffers;
    private final GatewayMetrics metrics;
    private final Credentials credentials;
    private final KeyDerivation derivation;
    private final Randomness randomness;
    private final Options options;
    private final Tls tls;
    private final BackgroundResolver resolver;

    /** Connects over {@code transport} and logs in with {@code credentials}. */
    public BackendConnector(
            BackgroundResolver resolver,
            Transport transport,
            LoopReadBuffers readBuffers,
            GatewayMetrics metrics,
            Credentials credentials,
            KeyDerivation derivation,
            Randomness randomness,
            Options options,
            Tls tls) {
        this.resolver = resolver;
        this.transport = transport;
        this.readBuffers = readBuffers;
        this.metrics = metrics;
        this.credentials = credentials;
        this.derivation = derivation;
        this.randomness = randomness;
        this.options = options;
        this.tls = tls;
    }

    /**
     * Opens one of {@code pool}'s kind, to a node that need be no primary if {@code role} says so.
     */
    void connect(Loop loop, Pool pool, Wanted role, Backend.Owner owner, Listener listener) {
        long limitMillis = pool.settings().connectTimeout().toMillis();
        connect(new Wish(loop, pool.key(), role, limitMillis, Map.of(), owner), listener);
    }

    /**
     * Opens one of {@code pool}'s kind.
     *
     * @param parameters of the start-up packet, beside user and database
     */
    public void connect(
            Loop loop,
            Pool pool,
            Map<String, String> parameters,
            Backend.Owner owner,
            Listener listener) {
        long limitMillis = pool.settings().connectTimeout().toMillis();
        connect(
                new Wish(loop, pool.key(), Wanted.PRIMARY, limitMillis, parameters, owner),
                listener);
    }

    /**
     * Opens one to {@code key}'s node, whatever that is, which belongs to no pool.
     *
     * @param limit how long it may take
     */
    public void connectToAny(
            Loop loop,
            PoolKey key,
            Duration limit,
            Map<String, String> parameters,
            Backend.Owner owner,
            Listener listener) {
        connect(new Wish(loop, key, Wanted.ANY, limit.toMillis(), parameters, owner), listener);
    }

    private void connect(Wish wish, Listener listener) {
        wish.node()
                .unixSocket()
                .ifPresentOrElse(
                        socket -> connectLocally(wish, socket, listener),
                        () -> connectRemotely(wish, listener));
    }

    // ---- by a Unix socket

    /** Where nobody answers, by TCP: a server that is down does not answer there either. */
    private void connectLocally(Wish wish, Path socket, Listener listener) {
        SocketAddress address = transport.localAddress(socket);
        BackendLogin login = login(wish, listener);
        LocalReach reach = wish.node().localReach();
        bootstrap(wish, address, login, null)
                .connect(address)
                .addListener(
                        (ChannelFuture connected) -> {
                            if (connected.isSuccess()) {
                                reach.answered(socket);
                            } else if (login.giveUp()) {
                                metrics.unixSocketsMissed.increment();
                                String reason = Reasons.of(connected.cause());
                                connectRemotely(wish, new Detour(listener, reach, socket, reason));
                            }
                        });
    }

    /** Says that the server is there and its socket is not. */
    private record Detour(Listener listener, LocalReach reach, Path socket, String reason)
            implements Listener {
        @Override
        public void connected(Backend backend) {
            reach.missed(socket, reason);
            listener.connected(backend);
        }

        @Override
        public void refused(ConnectFailure failure) {
            listener.refused(failure);
        }
    }

    // ---- by TCP

    /** As libpq's sslmode has it: allow and prefer try twice when the server is particular. */
    private void connectRemotely(Wish wish, Listener listener) {
        Optional<NodeTls> node = tls.node(wish.node().address());
        if (node.isEmpty() || node.get().mode() == TlsMode.DISABLE) {
            connectRemotely(wish, listener, null);
            return;
        }
        boolean required = node.get().mode() != TlsMode.PREFER;
        EncryptionRequest request = new EncryptionRequest(node.get(), required, wish.limitMillis());
        switch (node.get().mode()) {
            case ALLOW -> {
                Listener second =
                        new SecondTry(
                                listener,
                                failure -> failure.is(ErrorCode.INVALID_AUTHORIZATION),
                                () -> connectRemotely(wish, listener, request));
                connectRemotely(wish, second, null);
            }
            case PREFER -> {
                Listener second =
                        new SecondTry(
                                listener,
                                failure -> request.isInTheWay(failure),
                                () -> connectRemotely(wish, listener, null));
                connectRemotely(wish, second, request);
            }
            default -> connectRemotely(wish, listener, request);
        }
    }

    /** Tries otherwise when the first try was refused for a reason that this may change. */
    private record SecondTry(Listener listener, Predicate<Failure> mayHelp, Runnable attempt)
            implements Listener {
        @Override
        public void connected(Backend backend) {
            listener.connected(backend);
        }

        @Override
        public void refused(ConnectFailure failure) {
            if (mayHelp.test(failure.failure())) {
                attempt.run();
            } else {
                listener.refused(failure);
            }
        }
    }

    private void connectRemotely(
            Wish wish, Listener listener, @Nullable EncryptionRequest encryption) {
        HostPort node = wish.node().address();
        SocketAddress address = InetSocketAddress.createUnresolved(node.host(), node.port());
        BackendLogin login = login(wish, listener);
        Bootstrap bootstrap = bootstrap(wish, address, login, encryption);
        options.sockets().each(bootstrap::option);
        bootstrap
                .resolver(resolver)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .connect(address)
                .addListener(
                        (ChannelFuture connected) -> {
                            if (!connected.isSuccess()) {
                                resolver.unreachable(node.host());
                                login.unreachable(unreachable(node, connected.cause()));
                            }
                        });
    }

    private static Failure unreachable(HostPort node, Throwable cause) {
        return Failure.of(
                        ErrorCode.CONNECTION_FAILURE,
                        "PostgreSQL at " + node + " cannot be reached")
                .withDetail(Reasons.of(cause))
                .withHint("Is the server running, and does it accept TCP connections?");
    }

    // ---- either way

    private BackendLogin login(Wish wish, Listener listener) {
        BackendLogin login =
                new BackendLogin(
                        wish.loop(),
                        wish.key(),
                        wish.role(),
                        wish.parameters(),
                        credentials.of(wish.key().user()),
                        derivation,
                        randomness,
                        options,
                        wish.owner(),
                        listener);
        login.limitTime(wish.limitMillis(), TimeUnit.MILLISECONDS);
        return login;
    }

    private Bootstrap bootstrap(
            Wish wish,
            SocketAddress address,
            BackendLogin login,
            @Nullable EncryptionRequest encryption) {
        int high = options.writeBufferBytes();
        return new Bootstrap()
                .group(wish.loop().executor())
                .channel(transport.channel(address))
                .option(ChannelOption.RECVBUF_ALLOCATOR, readBuffers)
                .option(
                        ChannelOption.WRITE_BUFFER_WATER_MARK,
                        new WriteBufferWaterMark(high / 2, high))
                .option(
                        ChannelOption.CONNECT_TIMEOUT_MILLIS,
                        Math.clamp(wish.limitMillis(), 1, Integer.MAX_VALUE))
                .handler(
                        new ChannelInitializer<Channel>() {
                            @Override
                            protected void initChannel(Channel channel) {
                                if (!(address instanceof InetSocketAddress)) {
                                    ConnectionSecurity.LOCAL.note(channel);
                                }
                                if (encryption != null) {
                                    channel.pipeline().addLast(encryption);
                                }
                                channel.pipeline().addLast(login);
                            }
                        });
    }
}
