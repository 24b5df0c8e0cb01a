package io.howdah.bench.server;

import java.util.List;

/**
 * A server of its own that speaks TLS with who asks for it, directly and behind Howdah, each way
 * with TLS all along and with none at all.
 */
public record Encrypted(PostgreSql server, List<Target> targets) {
    /** Direct connections with TLS. */
    public static final String DIRECT = Target.DIRECT + "-tls";

    /** Howdah with TLS on both sides. */
    public static final String HOWDAH = Variant.DEFAULT + "-tls";

    public Encrypted {
        targets = List.copyOf(targets);
    }

    /** Starts all of it in {@code workshop}, with tables of {@code scale}. */
    public static Encrypted start(HowdahProgram program, Workshop workshop, int poolSize, int scale)
            throws BenchException, InterruptedException {
        KeyPair keys = KeyPair.make(workshop);
        PostgreSql server = PostgreSql.start(workshop, keys);
        server.fill(scale);
        Front front = new Front(program, workshop, server, poolSize);
        Variant clear = Variant.of(Variant.DEFAULT + "-clear", "backend-tls.mode=disable");
        Variant encrypting =
                Variant.of(
                        HOWDAH,
                        "tls.mode=prefer",
                        "tls.certificate-file=" + keys.certificate(),
                        "tls.key-file=" + keys.key(),
                        "backend-tls.mode=require");
        return new Encrypted(
                server,
                List.of(
                        server.direct().asking(Target.DIRECT, "disable"),
                        server.direct().asking(DIRECT, "require"),
                        front.start(clear).target().asking(Variant.DEFAULT, "disable"),
                        front.start(encrypting).target().asking(HOWDAH, "require")));
    }
}
