package io.howdah.gateway.internal.backend;

import io.howdah.gateway.config.Consistency;
import io.howdah.gateway.config.ReadsFrom;

import org.jspecify.annotations.Nullable;

/**
 * Where the author of a statement wants it to be answered. Immutable.
 *
 * @param reads from which nodes; null: the text does not say
 * @param consistency how fresh; null: the text does not say
 */
public record RouteHint(@Nullable ReadsFrom reads, @Nullable Consistency consistency) {
    /** Of a text that says nothing. */
    public static final RouteHint NONE = new RouteHint(null, null);

    /** What satisfies every wish. */
    public static final RouteHint PRIMARY = new RouteHint(ReadsFrom.PRIMARY, null);

    /** What the comments of {@code text[offset, offset + length)} say; see {@link HintReader}. */
    public static RouteHint of(byte[] text, int offset, int length) {
        return HintReader.read(text, offset, offset + length);
    }

    /** By the names of both, of which those that do not exist say nothing. */
    public static RouteHint named(@Nullable String reads, @Nullable String consistency) {
        return reads == null && consistency == null
                ? NONE
                : new RouteHint(
                        constant(ReadsFrom.values(), reads),
                        constant(Consistency.values(), consistency));
    }

    private static <E extends Enum<E>> @Nullable E constant(E[] all, @Nullable String name) {
        for (E each : all) {
            if (each.name().equalsIgnoreCase(name)) {
                return each;
            }
        }
        return null;
    }

    /** This one, and where it says nothing the {@code other}. */
    RouteHint or(RouteHint other) {
        return new RouteHint(
                reads == null ? other.reads : reads,
                consistency == null ? other.consistency : consistency);
    }

    /** What satisfies this wish and the {@code other}, of a statement that goes along. */
    public RouteHint with(RouteHint other) {
        return equals(other) ? this : PRIMARY;
    }
}
