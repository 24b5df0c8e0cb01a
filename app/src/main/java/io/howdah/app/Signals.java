package io.howdah.app;

import java.lang.reflect.Proxy;

/**
 * Turns signals into stop requests.
 *
 * <p>A shutdown hook cannot tell SIGTERM from SIGINT; {@code sun.misc.Signal}, of the supported
 * module {@code jdk.unsupported}, can. It is reached by name because javac warns of every mention
 * of it and lets nobody suppress that. A JVM without it falls back on stopping at once.
 */
final class Signals {
    private Signals() {}

    /** From now on SIGTERM drains, SIGINT stops fast, and SIGHUP does what a command wants. */
    static void handle(StopRequests requests) {
        try {
            handle("TERM", () -> requests.request(Stop.DRAIN));
            handle("INT", () -> requests.request(Stop.FAST));
            handle("HUP", requests::hangUp);
        } catch (ReflectiveOperationException e) {
            System.getLogger("io.howdah.app")
                    .log(System.Logger.Level.WARNING, "this JVM cannot drain on SIGTERM: " + e);
        }
    }

    private static void handle(String name, Runnable action) throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        // Of this object the JVM calls nothing but handle(Signal).
        Object proxy =
                Proxy.newProxyInstance(
                        Signals.class.getClassLoader(),
                        new Class<?>[] {handler},
                        (_, _, _) -> {
                            action.run();
                            return null;
                        });
        signal.getMethod("handle", signal, handler)
                .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
    }
}
