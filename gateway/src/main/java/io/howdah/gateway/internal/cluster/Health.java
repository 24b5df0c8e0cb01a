package io.howdah.gateway.internal.cluster;

import java.util.concurrent.TimeUnit;

/**
 * How far a node is trusted. Immutable: what happens to a node answers what it is from then on.
 *
 * <p>A node that misses is suspected first, and asked again at once; only when it goes on missing
 * is it banned. A ban ends with a trial: if the node answers, it returns and is given its share
 * little by little; if not, the next ban is twice as long.
 */
public sealed interface Health {
    /** Misses in a row after which a node is banned. */
    int MOST_MISSES = 3;

    /** Between two questions while it is not known what is the matter. */
    long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /** Before it has answered for the first time; then it is healthy at once. */
    static Health unasked() {
        return new Suspected(0);
    }

    /**
     * The bounds.
     *
     * @param longestBanNanos of a ban, however often it is doubled
     * @param slowStartNanos how long it takes to return
     */
    record Terms(long longestBanNanos, long slowStartNanos) {
        static final long FIRST_BAN_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

        private Banned ban(long now, long nanos) {
            long length = Math.clamp(nanos, FIRST_BAN_NANOS, longestBanNanos);
            return new Banned(now + length, length);
        }
    }

    /** It answers. */
    record Healthy() implements Health {
        @Override
        public Health missed(long now, Terms terms) {
            return new Suspected(1);
        }

        @Override
        public Health doubted() {
            return new Suspected(0);
        }
    }

    /** It, or something that depends on it, did not answer; it is asked at once. */
    record Suspected(int misses) implements Health {
        @Override
        public Health answered(long now) {
            return new Healthy();
        }

        @Override
        public Health missed(long now, Terms terms) {
            return misses + 1 < MOST_MISSES
                    ? new Suspected(misses + 1)
                    : terms.ban(now, Terms.FIRST_BAN_NANOS);
        }
    }

    /** It is left alone until then. */
    record Banned(long untilNanos, long banNanos) implements Health {
        @Override
        public Health answered(long now) {
            return new Returning(now, banNanos);
        }

        @Override
        public Health at(long now, Terms terms) {
            return now - untilNanos >= 0 ? new Tried(banNanos) : this;
        }
    }

    /** It may be asked once. */
    record Tried(long banNanos) implements Health {
        @Override
        public Health answered(long now) {
            return new Returning(now, banNanos);
        }

        @Override
        public Health missed(long now, Terms terms) {
            return terms.ban(now, banNanos * 2);
        }
    }

    /** It answers again, for how long will be seen. */
    record Returning(long sinceNanos, long banNanos) implements Health {
        @Override
        public Health missed(long now, Terms terms) {
            return terms.ban(now, banNanos * 2);
        }

        @Override
        public Health at(long now, Terms terms) {
            return now - sinceNanos >= terms.slowStartNanos() ? new Healthy() : this;
        }
    }

    /** It has answered a probe. */
    default Health answered(long now) {
        return this;
    }

    /** It has not answered a probe, or could not be connected to. */
    default Health missed(long now, Terms terms) {
        return this;
    }

    /** Somebody else has had trouble with it, which may have had other reasons. */
    default Health doubted() {
        return this;
    }

    /** Time has passed. */
    default Health at(long now, Terms terms) {
        return this;
    }

    /** In a word, for people. */
    default String word() {
        return switch (this) {
            case Healthy _ -> "healthy";
            case Suspected _ -> "suspected";
            case Banned _ -> "banned";
            case Tried _ -> "tried";
            case Returning _ -> "returning";
        };
    }

    /** How long to wait before it is asked again; 0: as long as usual. */
    default long retryNanos(long now) {
        return switch (this) {
            case Healthy _, Returning _ -> 0;
            case Suspected _, Tried _ -> RETRY_NANOS;
            case Banned(long until, long _) -> Math.max(RETRY_NANOS, until - now);
        };
    }

    /** Whether statements may go to it. */
    default boolean isSound() {
        return this instanceof Healthy || this instanceof Returning;
    }

    /** The part of its usual share that it is given, from 0 to 1. */
    default double share(long now, Terms terms) {
        return switch (this) {
            case Healthy _ -> 1;
            case Returning(long since, long _) ->
                    Math.clamp((double) (now - since) / terms.slowStartNanos(), 0.05, 1);
            case Suspected _, Banned _, Tried _ -> 0;
        };
    }
}
