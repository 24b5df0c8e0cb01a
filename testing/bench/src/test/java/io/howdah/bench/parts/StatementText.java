package io.howdah.bench.parts;

import io.howdah.sql.DigestTable;
import io.howdah.sql.Digester;
import io.howdah.sql.SqlText;
import io.howdah.sql.TextProfile;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import java.util.concurrent.TimeUnit;

/** What is done with a statement's text before it is sent on. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class StatementText {
    /** Which text. */
    @Param public Text text = Text.ROW;

    private final Digester digester = new Digester();
    private final DigestTable<String> known = new DigestTable<>(2_000);
    private byte[] bytes = {};

    /** Makes the table know it, among others. */
    @Setup
    public void meet() {
        for (Text each : Text.values()) {
            bytes = each.bytes();
            digest();
            known.put(digester.digest(), each.name());
        }
        bytes = text.bytes();
    }

    /** Its words, as far as they tell what it does to the session. */
    @Benchmark
    public TextProfile profile() {
        return TextProfile.of(bytes, 0, bytes.length, true);
    }

    /** Its digest. */
    @Benchmark
    public long digest() {
        digester.read(bytes, 0, bytes.length, true);
        return digester.hash();
    }

    /** Its digest, and what is known of that. */
    @Benchmark
    public @Nullable String lookUp() {
        digest();
        return known.find(digester);
    }

    /** All of its tree. */
    @Benchmark
    public SqlText parse() {
        return SqlText.parse(bytes, 0, bytes.length, true);
    }
}
