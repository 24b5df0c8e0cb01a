package io.howdah.gateway.internal.client;

import io.howdah.gateway.internal.login.HalfOpen;
import io.howdah.gateway.internal.net.Outbox;
import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.TimeUnit;

/**
 * What a connection is allowed until it has logged in: a place among those that have not, and a
 * time. Confined to the connection's loop.
 */
final class LoginAllowance {
    private final HalfOpen halfOpen;
    private HalfOpen.@Nullable Place place;
    private @Nullable Future<?> deadline;

    LoginAllowance(HalfOpen halfOpen) {
        this.halfOpen = halfOpen;
    }

    /**
     * The connection is there.
     *
     * @param limitNanos the time until {@code tooLate} is run; 0: for ever
     */
    void begin(Channel channel, Outbox outbox, long limitNanos, Runnable tooLate) {
        place = halfOpen.enter(RemoteAddress.of(channel), channel::close);
        if (limitNanos > 0) {
            deadline =
                    outbox.loop()
                            .executor()
                            .schedule(
                                    () -> outbox.loop().execute(tooLate),
                                    limitNanos,
                                    TimeUnit.NANOSECONDS);
        }
    }

    /** Its time does not matter any more. */
    void stopClock() {
        if (deadline != null) {
            deadline.cancel(false);
        }
    }

    /** It does not need its place any more. */
    void leavePlace() {
        if (place != null) {
            halfOpen.leave(place);
        }
    }
}
