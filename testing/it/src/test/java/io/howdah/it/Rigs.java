package io.howdah.it;

import io.howdah.gateway.config.PoolMode;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.AnnotationBasedArgumentsProvider;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.support.ParameterDeclarations;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Keeps the rigs for a whole test run, and sees to it that no test leaves one untidy. */
final class Rigs extends AnnotationBasedArgumentsProvider<EachRig> implements AfterEachCallback {
    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(Rigs.class);

    @Override
    protected Stream<Arguments> provideArguments(
            ParameterDeclarations parameters, ExtensionContext context, EachRig annotation) {
        return shared(context).rigs().stream()
                .filter(rig -> IntStream.of(annotation.value()).anyMatch(v -> v == rig.version()))
                .map(Arguments::of);
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        for (Rig rig : shared(context).rigs()) {
            rig.awaitQuiet();
        }
    }

    private static Shared shared(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(Shared.class, _ -> Shared.create(), Shared.class);
    }

    /** Closed by JUnit when the last test has run. */
    private record Shared(Servers servers, List<Rig> rigs) implements AutoCloseable {
        static Shared create() {
            Servers servers = new Servers();
            return new Shared(
                    servers,
                    List.of(
                            new Rig(18, PoolMode.TRANSACTION, servers::postgres18),
                            new Rig(18, PoolMode.SESSION, servers::postgres18),
                            new Rig(15, PoolMode.TRANSACTION, servers::postgres15),
                            new Rig(15, PoolMode.SESSION, servers::postgres15)));
        }

        @Override
        public void close() throws IOException {
            rigs.forEach(Rig::close);
            servers.close();
        }
    }
}
