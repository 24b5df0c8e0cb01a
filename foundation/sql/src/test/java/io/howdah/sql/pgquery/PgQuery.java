package io.howdah.sql.pgquery;

import com.dylibso.chicory.compiler.InterpreterFallback;
import com.dylibso.chicory.compiler.MachineFactoryCompiler;
import com.dylibso.chicory.runtime.ExportFunction;
import com.dylibso.chicory.runtime.ImportFunction;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/**
 * PostgreSQL's own parser: libpg_query as WebAssembly, from the npm package libpg-query. For one
 * thread at a time.
 *
 * <p>The names of its exports are those that its JavaScript gives them.
 */
public final class PgQuery {
    private static final String MODULE = "libpg-query.wasm";
    private static final int PARSE_ERROR = 8;

    private final Memory memory;
    private final ExportFunction malloc;
    private final ExportFunction free;
    private final ExportFunction parse;
    private final ExportFunction freeParseResult;
    private final ExportFunction fingerprint;
    private final ExportFunction freeString;

    private PgQuery(Instance instance) {
        this.memory = instance.memory();
        this.malloc = instance.export("C");
        this.free = instance.export("E");
        this.parse = instance.export("F");
        this.freeParseResult = instance.export("G");
        this.fingerprint = instance.export("I");
        this.freeString = instance.export("N");
    }

    /** Loads and compiles the parser, which takes seconds. */
    public static PgQuery load() {
        WasmModule module = Parser.parse(bytes());
        ImportFunction[] imports = new EmscriptenImports(module).functions();
        Instance instance =
                Instance.builder(module)
                        .withImportValues(ImportValues.builder().addFunction(imports).build())
                        .withMachineFactory(
                                MachineFactoryCompiler.builder(module)
                                        .withInterpreterFallback(InterpreterFallback.SILENT)
                                        .compile())
                        .build();
        instance.export("A").apply();
        return new PgQuery(instance);
    }

    /** The parse tree as JSON; empty if PostgreSQL refuses the text. */
    public Optional<String> parse(String text) {
        int query = copyIn(text);
        int result = (int) parse.apply(query)[0];
        try {
            return memory.readInt(result + PARSE_ERROR) == 0
                    ? Optional.of(string(memory.readInt(result)))
                    : Optional.empty();
        } finally {
            freeParseResult.apply(result);
            free.apply(query);
        }
    }

    /** The fingerprint of a text that it can parse. */
    public String fingerprint(String text) {
        int query = copyIn(text);
        int result = (int) fingerprint.apply(query)[0];
        try {
            return string(result);
        } finally {
            freeString.apply(result);
            free.apply(query);
        }
    }

    /** What it says of a text; empty if PostgreSQL refuses it. */
    public Optional<Facts> facts(String text) {
        return parse(text).map(tree -> Facts.of(tree, fingerprint(text)));
    }

    private int copyIn(String text) {
        byte[] bytes = (text + "\0").getBytes(StandardCharsets.UTF_8);
        int address = (int) malloc.apply(bytes.length)[0];
        memory.write(address, bytes);
        return address;
    }

    private String string(int address) {
        return memory.readCString(address, StandardCharsets.UTF_8);
    }

    private static byte[] bytes() {
        try (InputStream in =
                Objects.requireNonNull(PgQuery.class.getResourceAsStream(MODULE), MODULE)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
