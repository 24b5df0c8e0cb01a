package io.howdah.bench.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.howdah.base.Clock;
import io.howdah.base.HostPort;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;

class ClusterFrontTest {
    @Test
    void listsTheNodesAndHowToLogInThere() throws Exception {
        try (Workshop workshop = Workshop.open(Clock.system())) {
            ClusterFront front =
                    new ClusterFront(
                            new Launcher(HowdahProgram.script(Path.of("howdah")), workshop),
                            List.of(HostPort.parse("127.0.0.1:1"), HostPort.parse("127.0.0.1:2")),
                            20);
            assertEquals(
                    """
                    auth:
                      method: trust
                    listen: 127.0.0.1:3
                    nodes: [{address: "127.0.0.1:1"}, {address: "127.0.0.1:2"}]
                    pool:
                      size: 20
                    routing:
                      reads: any
                    statistics-period: 0s
                    users: [{name: howdah, password: howdah}]
                    """,
                    Variant.of("x", "routing.reads=any")
                            .yaml(front.common(HostPort.parse("127.0.0.1:3"))));
        }
    }
}
