package io.howdah.embedded;

import io.howdah.base.Clock;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A Howdah-like process of its own, to be killed. */
final class ClusterProcess {
    private static final String READY = "ready";

    private ClusterProcess() {}

    /** Runs a primary and a replica on {@code data} until killed. */
    static Process start(Path data) throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ClusterProcess.class.getName(),
                        data.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Waits until the cluster runs; its servers' processes. */
    static List<ProcessHandle> awaitServers(Process process) throws IOException {
        BufferedReader output =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line; (line = output.readLine()) != null; ) {
            if (line.equals(READY)) {
                return process.children().toList();
            }
        }
        throw new IOException("the process ended before its cluster ran");
    }

    public static void main(String[] arguments) throws Exception {
        ClusterSettings settings = new ClusterSettings(Path.of(arguments[0]), 1);
        EmbeddedCluster.start(settings, Clock.system(), line -> {});
        System.out.println(READY);
        Thread.currentThread().join();
    }
}
