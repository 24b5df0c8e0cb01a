package io.howdah.gateway;

import io.netty.util.ResourceLeakDetector;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Netty's leak detector, with a memory: the build's test settings name it, and {@link GatewayRig}
 * fails the test when it has found something.
 *
 * @param <T> what is watched
 */
public final class LeakLog<T> extends ResourceLeakDetector<T> {
    private static final List<String> LEAKS = new CopyOnWriteArrayList<>();

    /** Called by Netty, which asks for this form as well. */
    @SuppressWarnings("deprecation")
    public LeakLog(Class<?> resourceType, int samplingInterval, long maxActive) {
        super(resourceType, samplingInterval, maxActive);
    }

    /** Called by Netty. */
    public LeakLog(Class<?> resourceType, int samplingInterval) {
        super(resourceType, samplingInterval);
    }

    static List<String> leaks() {
        return List.copyOf(LEAKS);
    }

    @Override
    protected boolean needReport() {
        return true;
    }

    @Override
    protected void reportTracedLeak(String resourceType, String records) {
        LEAKS.add(resourceType + records);
    }

    @Override
    protected void reportUntracedLeak(String resourceType) {
        LEAKS.add(resourceType);
    }
}
