package io.howdah.gateway;

import io.netty.util.concurrent.FastThreadLocalThread;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Names the event loops' threads: {@code howdah-loop-0} and so on. */
final class LoopThreads implements ThreadFactory {
    private final AtomicInteger count = new AtomicInteger();

    @Override
    public Thread newThread(Runnable task) {
        return new FastThreadLocalThread(task, "howdah-loop-" + count.getAndIncrement());
    }
}
