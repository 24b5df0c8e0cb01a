package io.howdah.gateway.internal.backend;

import io.howdah.sql.ParameterPlan;
import io.howdah.sql.ParameterValues;
import io.netty.buffer.ByteBuf;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;

/**
 * Texts of one digest that differ in literals only, as one statement with parameters. Confined to
 * the loop of its pool's part.
 */
public final class PlannedText {
    private final ParameterPlan plan;
    private final byte[] definition;
    private @Nullable Statement statement;
    private @Nullable Object environment;
    private long epoch;

    PlannedText(ParameterPlan plan) {
        this.plan = plan;
        this.definition = definition(plan);
    }

    /** The body of its Parse after the name: text, zero, parameter types. */
    private static byte[] definition(ParameterPlan plan) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(plan.statement());
        out.write(0);
        out.write(plan.size() >> 8);
        out.write(plan.size());
        for (int i = 0; i < plan.size(); i++) {
            for (int shift = 24; shift >= 0; shift -= 8) {
                out.write(plan.type(i) >> shift);
            }
        }
        return out.toByteArray();
    }

    /** Whether {@code text[0, length)} is one of them. */
    public boolean fits(byte[] text, int length, ParameterValues values) {
        return plan.extract(text, 0, length, values);
    }

    /**
     * The statement.
     *
     * @param environment what Parse reads of the session's settings
     * @param epoch the schema's
     */
    public Statement statement(
            StatementCatalog catalog, TextEffects effects, Object environment, long epoch) {
        Statement known = statement;
        if (known == null || this.epoch != epoch || !environment.equals(this.environment)) {
            known =
                    catalog.statement(
                            new Statement.Identity(definition, environment, epoch), effects);
            statement = known;
            this.environment = environment;
            this.epoch = epoch;
        }
        return known;
    }

    /** Writes how many values a text has, and each with its length, as Bind wants them. */
    public static void encode(ByteBuf text, int from, ParameterValues values, ByteBuf out) {
        out.writeShort(values.size());
        for (int i = 0; i < values.size(); i++) {
            int length = values.end(i) - values.start(i);
            out.writeInt(length).writeBytes(text, from + values.start(i), length);
        }
    }

    /** How many bytes {@link #encode} writes. */
    public static int encodedSize(ParameterValues values) {
        int size = 2;
        for (int i = 0; i < values.size(); i++) {
            size += 4 + values.end(i) - values.start(i);
        }
        return size;
    }
}
