package io.howdah.gateway.internal.client;

import io.howdah.gateway.internal.backend.Shape;
import io.howdah.gateway.internal.backend.Step.Outcome;
import io.howdah.gateway.internal.backend.TextEffects;

import org.jspecify.annotations.Nullable;

/**
 * An unnamed statement; each Parse makes another one. Confined to its client's loop.
 *
 * <p>It takes the place of the one before it when its Parse is sent. If PostgreSQL then skips the
 * Parse, the one before is back in place; if the Parse fails, there is none.
 */
final class Unnamed implements Outcome {
    private static final byte[] NOTHING = {};

    private final byte[] definition;
    private final TextEffects effects;
    private final @Nullable Shape shape;
    private final @Nullable String drops;
    private @Nullable Unnamed before;
    private boolean skipped;
    private boolean gone;

    /**
     * @param definition the Parse body after the empty name; not copied; empty when it was too long
     *     to keep
     * @param shape what is known of statements like it, or null
     */
    Unnamed(byte[] definition, TextEffects effects, @Nullable Shape shape) {
        this(definition, effects, shape, null);
    }

    /**
     * One as above.
     *
     * @param drops the name of the client's statement that it stands for dropping, or null
     */
    Unnamed(byte[] definition, TextEffects effects, @Nullable Shape shape, @Nullable String drops) {
        this.definition = definition;
        this.effects = effects;
        this.shape = shape;
        this.drops = drops;
    }

    /** What is in place after a request that drops the unnamed statement. */
    static Unnamed dropped() {
        Unnamed none = new Unnamed(NOTHING, TextEffects.UNKNOWN, null);
        none.gone = true;
        return none;
    }

    byte[] definition() {
        return definition;
    }

    TextEffects effects() {
        return effects;
    }

    /** What is known of statements like it, or null. */
    @Nullable Shape shape() {
        return shape;
    }

    /** The client's statement that it drops, if it is one that the client gave in a Parse. */
    @Nullable String drops() {
        return drops;
    }

    /** Whether its definition is known, so that it can be prepared once more. */
    boolean isRepeatable() {
        return definition.length > 0;
    }

    void replaces(@Nullable Unnamed other) {
        before = other;
    }

    /** The one that is in place, this or one before it; null if none was. */
    @Nullable Unnamed effective() {
        Unnamed each = this;
        while (each != null && each.skipped) {
            each = each.before;
        }
        return each;
    }

    /** Whether it stands for there being none. */
    boolean isGone() {
        return gone;
    }

    @Override
    public void succeeded() {
        before = null;
    }

    @Override
    public void failed() {
        before = null;
        gone = true;
    }

    @Override
    public void skipped() {
        skipped = true;
    }
}
