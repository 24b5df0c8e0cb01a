package io.howdah.gateway.internal.backend;

import io.howdah.base.Randomness;
import io.howdah.base.error.ErrorCode;
import io.howdah.base.error.Failure;
import io.howdah.gateway.config.TlsMode;
import io.howdah.gateway.internal.login.Credentials;
import io.howdah.gateway.internal.login.KeyDerivation;
import io.howdah.gateway.internal.net.BackgroundResolver;
import io.howdah.gateway.internal.net.Loop;
import io.howdah.gateway.internal.net.LoopReadBuffers;
import io.howdah.gateway.internal.net.Reasons;
import io.howdah.gateway.internal.net.SocketOptions;
import io.howdah.gateway.internal.net.Transport;
import io.howdah.gateway.internal.tls.NodeTls;
import io.howdah.gateway.internal.tls.Tls;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;

import org.jspecify.annotations.Nullable;

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

    private final Transport transport;
    private final LoopReadBuffers readBuffers;
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
            Credentials credentials,
            KeyDerivation derivation,
            Randomness randomness,
            Options options,
            Tls tls) {
        this.resolver = resolver;
        this.transport = transport;
        this.readBuffers = readBuffers;
        this.credentials = credentials;
        this.derivation = derivation;
        this.randomness = randomness;
        this.options = options;
        this.tls = tls;
    }

    /** As libpq's sslmode has it: allow and prefer try twice when the server is particular. */
    void connect(Loop loop, Pool pool, Backend.Owner owner, Listener listener) {
        connect(loop, pool, Map.of(), owner, listener);
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
        Optional<NodeTls> node = tls.node(pool.key().node().address());
        if (node.isEmpty() || node.get().mode() == TlsMode.DISABLE) {
            connect(loop, pool, parameters, owner, listener, null);
            return;
        }
        long millis = pool.settings().connectTimeout().toMillis();
        boolean required = node.get().mode() != TlsMode.PREFER;
        EncryptionRequest request = new EncryptionRequest(node.get(), required, millis);
        switch (node.get().mode()) {
            case ALLOW -> {
                Listener second =
                        new SecondTry(
                                listener,
                                failure -> failure.is(ErrorCode.INVALID_AUTHORIZATION),
                                () -> connect(loop, pool, parameters, owner, listener, request));
                connect(loop, pool, parameters, owner, second, null);
            }
            case PREFER -> {
                Listener second =
                        new SecondTry(
                                listener,
                                failure -> request.isInTheWay(failure),
                                () -> connect(loop, pool, parameters, owner, listener, null));
                connect(loop, pool, parameters, owner, second, request);
            }
            default -> connect(loop, pool, parameters, owner, listener, request);
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

    private void connect(
            Loop loop,
            Pool pool,
            Map<String, String> parameters,
            Backend.Owner owner,
            Listener listener,
            @Nullable EncryptionRequest encryption) {
        PoolKey key = pool.key();
        long millis = pool.settings().connectTimeout().toMillis();
        int high = options.writeBufferBytes();
        BackendLogin login =
                new BackendLogin(
                        loop,
                        key,
                        parameters,
                        credentials.of(key.user()),
                        derivation,
                        randomness,
                        options,
                        owner,
                        listener);
        login.limitTime(millis, TimeUnit.MILLISECONDS);
        Bootstrap bootstrap = new Bootstrap();
        options.sockets().each(bootstrap::option);
        bootstrap
                .group(loop.executor())
                .channel(transport.channel())
                .resolver(resolver)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.RECVBUF_ALLOCATOR, readBuffers)
                .option(
                        ChannelOption.WRITE_BUFFER_WATER_MARK,
                        new WriteBufferWaterMark(high / 2, high))
                .option(
                        ChannelOption.CONNECT_TIMEOUT_MILLIS,
                        (int) Math.min(Integer.MAX_VALUE, Math.max(1, millis)))
                .handler(
                        new ChannelInitializer<Channel>() {
                            @Override
                            protected void initChannel(Channel channel) {
                                if (encryption != null) {
                                    channel.pipeline().addLast(encryption);
                                }
                                channel.pipeline().addLast(login);
                            }
                        })
                .connect(key.node().address().host(), key.node().address().port())
                .addListener(
                        (ChannelFuture connected) -> {
                            if (!connected.isSuccess()) {
                                resolver.unreachable(key.node().address().host());
                                login.unreachable(unreachable(key, connected.cause()));
                            }
                        });
    }

    private static Failure unreachable(PoolKey key, Throwable cause) {
        return Failure.of(
                        ErrorCode.CONNECTION_FAILURE,
                        "PostgreSQL at " + key.node() + " cannot be reached")
                .withDetail(Reasons.of(cause))
                .withHint("Is the server running, and does it accept TCP connections?");
    }
}
