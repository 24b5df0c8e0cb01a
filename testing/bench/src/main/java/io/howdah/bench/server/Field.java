package io.howdah.bench.server;

import java.util.List;
import java.util.stream.Stream;

/**
 * What stands between clients and PostgreSQL, by name.
 *
 * @param targets that are measured
 * @param variants of Howdah that are known, whether measured or not
 * @param poolSize the most connections of each pool
 */
public record Field(List<String> targets, List<Variant> variants, int poolSize) {
    /** What can be measured beside Howdah. */
    private static final List<String> OTHERS =
            List.of(Target.DIRECT, Target.PGBOUNCER, HaProxy.NAME, Pgpool.NAME);

    public Field {
        targets = List.copyOf(targets);
        variants = List.copyOf(variants);
    }

    /** Every name that may stand among the targets. */
    public static List<String> names(List<Variant> variants) {
        return Stream.concat(OTHERS.stream(), variants.stream().map(Variant::name)).toList();
    }

    boolean has(String target) {
        return targets.contains(target);
    }
}
