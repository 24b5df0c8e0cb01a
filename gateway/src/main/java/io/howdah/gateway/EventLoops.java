package io.howdah.gateway;

import io.howdah.base.Clock;
import io.howdah.gateway.internal.net.Loop;
import io.howdah.gateway.internal.net.Transport;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.EventExecutor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** The threads of the data plane. Used by the thread that starts and stops the gateway. */
final class EventLoops {
    private static final int TICK_MILLIS = 250;
    private static final int POLL_MILLIS = 10;
    private static final long CLOSE_SECONDS = 5;

    private final MultiThreadIoEventLoopGroup group;
    private final List<Loop> loops;

    private EventLoops(MultiThreadIoEventLoopGroup group, List<Loop> loops) {
        this.group = group;
        this.loops = loops;
    }

    /**
     * Starts them.
     *
     * @param threads how many; 0: one for every two cores
     * @param spin how long they poll before they sleep
     */
    static EventLoops start(int threads, Duration spin, Transport transport, Clock clock) {
        int usual = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        int count = threads > 0 ? threads : usual;
        MultiThreadIoEventLoopGroup group =
                new MultiThreadIoEventLoopGroup(
                        count, new LoopThreads(), transport.ioHandler(spin, clock));
        List<Loop> loops = new ArrayList<>();
        for (EventExecutor executor : group) {
            loops.add(new Loop(loops.size(), (EventLoop) executor, clock));
        }
        return new EventLoops(group, List.copyOf(loops));
    }

    /** Loads what they and their buffers are made of, native code among it. */
    static void prepare() {
        Transport transport = Transport.choose();
        MultiThreadIoEventLoopGroup trial =
                new MultiThreadIoEventLoopGroup(
                        1, new LoopThreads(), transport.ioHandler(Duration.ZERO, Clock.system()));
        ByteBufAllocator.DEFAULT.directBuffer().release();
        trial.shutdownGracefully(0, 0, TimeUnit.SECONDS);
    }

    MultiThreadIoEventLoopGroup group() {
        return group;
    }

    List<Loop> all() {
        return loops;
    }

    Loop first() {
        return loops.getFirst();
    }

    /** Runs {@code task} for each of them and on it, a few times a second. */
    void tick(Consumer<Loop> task) {
        for (Loop loop : loops) {
            loop.executor()
                    .scheduleWithFixedDelay(
                            () -> task.accept(loop),
                            TICK_MILLIS,
                            TICK_MILLIS,
                            TimeUnit.MILLISECONDS);
        }
    }

    /**
     * Waits for {@code condition}, which is looked at from the first of them.
     *
     * @return false: it still does not hold after {@code limitNanos}
     */
    boolean await(BooleanSupplier condition, long limitNanos) throws InterruptedException {
        CountDownLatch holds = new CountDownLatch(1);
        var watch =
                first().executor()
                        .scheduleWithFixedDelay(
                                () -> {
                                    if (condition.getAsBoolean()) {
                                        holds.countDown();
                                    }
                                },
                                POLL_MILLIS,
                                POLL_MILLIS,
                                TimeUnit.MILLISECONDS);
        try {
            return holds.await(limitNanos, TimeUnit.NANOSECONDS);
        } finally {
            watch.cancel(false);
        }
    }

    /** Runs {@code last} for each of them and on it, within a few seconds. */
    void runLast(Consumer<Loop> last) {
        CountDownLatch done = new CountDownLatch(loops.size());
        for (Loop loop : loops) {
            loop.execute(
                    () -> {
                        last.accept(loop);
                        done.countDown();
                    });
        }
        try {
            if (!done.await(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                System.getLogger(Gateway.class.getName())
                        .log(System.Logger.Level.WARNING, "an event loop did not stop in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends them. */
    void close() {
        group.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    /** Ends them, and waits for nothing. */
    void abandon() {
        group.shutdownGracefully(0, 0, TimeUnit.SECONDS);
    }
}
