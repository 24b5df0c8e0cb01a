package io.howdah.it;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.base.HostPort;
import io.howdah.gateway.config.PoolMode;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A gateway in a process of its own, which has little memory: what does not pass through it at the
 * reader's pace does not fit.
 */
final class FrontProcess implements AutoCloseable {
    private final Process process;
    private final Endpoint endpoint;

    private FrontProcess(Process process, Endpoint endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    /** Starts one whose heap, and whose memory outside the heap, are {@code megabytes} each. */
    static FrontProcess start(PoolMode mode, HostPort node, int megabytes) throws IOException {
        Process process =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-Xmx" + megabytes + "m",
                                "-XX:MaxDirectMemorySize=" + megabytes + "m",
                                "-XX:+ExitOnOutOfMemoryError",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-cp",
                                System.getProperty("java.class.path"),
                                FrontProcess.class.getName(),
                                mode.name(),
                                node.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        BufferedReader output =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String address = output.readLine();
        assertTrue(address != null, "the gateway's process ended at once");
        return new FrontProcess(process, new Endpoint(HostPort.parse(address)));
    }

    /** The process: listens, says where, and ends when its input does, with the tests at latest. */
    public static void main(String[] arguments) throws Exception {
        PoolMode mode = PoolMode.valueOf(arguments[0]);
        try (Front front = Front.of(mode, 20, HostPort.parse(arguments[1]))) {
            System.out.println(front.endpoint().address());
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }

    Endpoint endpoint() {
        return endpoint;
    }

    /** The most memory the process ever had, in megabytes; from Linux' {@code /proc}. */
    long peakMegabytes() throws IOException {
        List<String> status = Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"));
        String peak = status.stream().filter(l -> l.startsWith("VmHWM:")).findFirst().orElseThrow();
        return Long.parseLong(peak.replaceAll("\\D", "")) / 1_024;
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        process.onExit().join();
    }
}
