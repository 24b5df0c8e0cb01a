package io.howdah.gateway.internal.backend;

import io.howdah.sql.ParameterPlan;
import io.howdah.sql.ParameterValues;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * The texts of one digest by how they become statements with parameters: a digest folds blanks,
 * case and the types of literals, so that there may be several ways. Bounded. Confined to its loop.
 */
final class PlannedTexts {
    private static final int MOST = 4;

    /** Texts without a plan, after which no other is looked at. */
    private static final int MOST_HOPELESS = 4;

    private final List<PlannedText> planned = new ArrayList<>(1);
    private int hopeless;

    /**
     * That of {@code text[0, length)}; null if it has none.
     *
     * @param values receives its values
     */
    @Nullable PlannedText find(
            byte[] text, int length, boolean standardConformingStrings, ParameterValues values) {
        for (int i = 0; i < planned.size(); i++) {
            if (planned.get(i).fits(text, length, values)) {
                return planned.get(i);
            }
        }
        return planned.size() == MOST || hopeless == MOST_HOPELESS
                ? null
                : add(text, length, standardConformingStrings, values);
    }

    private @Nullable PlannedText add(
            byte[] text, int length, boolean standardConformingStrings, ParameterValues values) {
        ParameterPlan plan =
                ParameterPlan.of(text, 0, length, standardConformingStrings).orElse(null);
        // Against a column of type oid an int8 literal is refused where a parameter need not be.
        if (plan == null || plan.comparesInt8()) {
            hopeless++;
            return null;
        }
        PlannedText added = new PlannedText(plan);
        planned.add(added);
        return added.fits(text, length, values) ? added : null;
    }
}
