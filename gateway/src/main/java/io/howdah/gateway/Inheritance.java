package io.howdah.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Listening sockets that need not be made because there are some.
 *
 * @param sockets those that systemd holds for this process
 * @param takeOver whether to ask the process that runs now for its own
 * @see <a
 *     href="https://www.freedesktop.org/software/systemd/man/latest/sd_listen_fds.html">systemd:
 *     socket activation</a>
 */
public record Inheritance(List<InheritedSocket> sockets, boolean takeOver) {
    /** None. */
    public static final Inheritance NONE = new Inheritance(List.of(), false);

    /** systemd numbers them from here on. */
    private static final int FIRST_DESCRIPTOR = 3;

    private static final int LIMIT = 100;

    public Inheritance {
        sockets = List.copyOf(sockets);
    }

    /**
     * What systemd says in {@code environment}, the process's variables.
     *
     * @throws IOException when it cannot be found out what the sockets are
     */
    public static Inheritance of(Map<String, String> environment, boolean takeOver)
            throws IOException {
        String count = environment.getOrDefault("LISTEN_FDS", "0");
        String pid = environment.getOrDefault("LISTEN_PID", "");
        boolean ours = pid.equals(Long.toString(ProcessHandle.current().pid()));
        if (!ours || !count.matches("\\d{1,2}") || Integer.parseInt(count) > LIMIT) {
            return new Inheritance(List.of(), takeOver);
        }
        List<InheritedSocket> sockets = new ArrayList<>();
        for (int i = 0; i < Integer.parseInt(count); i++) {
            int descriptor = FIRST_DESCRIPTOR + i;
            sockets.add(new InheritedSocket(descriptor, isLocal(descriptor)));
        }
        return new Inheritance(sockets, takeOver);
    }

    /** Linux lists its Unix sockets by inode, and names a descriptor after that. */
    private static boolean isLocal(int descriptor) throws IOException {
        Path link = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor));
        String inode = link.toString().replaceAll("\\D", "");
        try (Stream<String> sockets = Files.lines(Path.of("/proc/net/unix"))) {
            return sockets.anyMatch(line -> (line + " ").contains(" " + inode + " "));
        }
    }
}
