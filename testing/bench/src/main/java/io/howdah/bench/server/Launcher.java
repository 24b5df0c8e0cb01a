package io.howdah.bench.server;

import io.howdah.base.Clock;
import io.howdah.base.HostPort;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Starts Howdahs. */
public record Launcher(HowdahProgram program, Workshop workshop) {
    /** The clock of all that is measured. */
    public Clock clock() {
        return workshop.clock();
    }

    /**
     * Starts one; returns once it has answered a query.
     *
     * @param jvm options of the JVM, after those of {@code ./howdah}
     * @param yaml its configuration, by the address that it is to listen on
     */
    Running start(String name, List<String> jvm, Function<HostPort, String> yaml)
            throws BenchException, InterruptedException {
        HostPort address = new HostPort("127.0.0.1", Workshop.freePort());
        Path file = workshop.write(name + ".yaml", yaml.apply(address));
        List<String> command = new ArrayList<>(program.jvm());
        command.addAll(jvm);
        command.addAll(program.main());
        command.addAll(List.of("run", "--config", file.toString()));
        Daemon daemon = workshop.startAsIs(name, Daemon.Stop.TERMINATE, command);
        daemon.await(address, PostgreSql.USER, workshop.clock());
        Target target =
                new Target(name, address, Optional.of(daemon.processes()), Target.ANY_NUMBER, true);
        return new Running(target, () -> workshop.stop(daemon));
    }
}
