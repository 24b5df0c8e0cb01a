package io.howdah.sql.pgquery;

import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.runtime.ImportFunction;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.FunctionImport;
import com.dylibso.chicory.wasm.types.FunctionType;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a module built by Emscripten expects of its surroundings: calls through the table that end
 * at a {@code longjmp}, and more memory. Files and clocks it does not get.
 */
final class EmscriptenImports {
    private static final int PAGE = 65_536;
    private static final String SET_THREW = "P";
    private static final String STACK_RESTORE = "Q";
    private static final String STACK_SAVE = "R";

    private final WasmModule module;

    EmscriptenImports(WasmModule module) {
        this.module = module;
    }

    ImportFunction[] functions() {
        List<ImportFunction> functions = new ArrayList<>();
        for (int i = 0; i < module.importSection().importCount(); i++) {
            if (module.importSection().getImport(i) instanceof FunctionImport function) {
                FunctionType type = module.typeSection().getType(function.typeIndex());
                functions.add(function(function.name(), type));
            }
        }
        return functions.toArray(ImportFunction[]::new);
    }

    private static ImportFunction function(String name, FunctionType type) {
        return new HostFunction(
                "a",
                name,
                type,
                (instance, arguments) ->
                        switch (name) {
                            case "a", "b", "d", "e", "f", "g", "h", "i", "j", "k", "l", "n", "y" ->
                                    invoke(instance, type, arguments);
                            case "p" -> throw new LongJump();
                            case "q" -> grow(instance, arguments[0]);
                            case "w" -> new long[0];
                            default ->
                                    throw new UnsupportedOperationException(
                                            "the parser called import " + name);
                        });
    }

    /** Calls the function whose place in the table is the first argument. */
    private static long[] invoke(Instance instance, FunctionType type, long[] arguments) {
        long stack = instance.export(STACK_SAVE).apply()[0];
        try {
            int function = instance.table(0).requiredRef((int) arguments[0]);
            return instance.getMachine()
                    .call(function, Arrays.copyOfRange(arguments, 1, arguments.length));
        } catch (LongJump jump) {
            instance.export(STACK_RESTORE).apply(stack);
            instance.export(SET_THREW).apply(1, 0);
            return new long[type.returns().size()];
        }
    }

    private static long[] grow(Instance instance, long size) {
        int missing = (int) ((size + PAGE - 1) / PAGE) - instance.memory().pages();
        int more = Math.max(missing, instance.memory().pages() / 5);
        return new long[] {instance.memory().grow(more) < 0 ? 0 : 1};
    }

    /** A {@code longjmp} on its way to the call that catches it. */
    private static final class LongJump extends RuntimeException {
        LongJump() {
            super(null, null, false, false);
        }
    }
}
