package io.howdah.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a running server tells about itself in {@code postmaster.pid}.
 *
 * @param pid its process
 * @param status {@code starting}, {@code ready}, {@code standby}, {@code stopping}, or empty early
 * @see <a href="https://www.postgresql.org/docs/18/storage-file-layout.html">Database file
 *     layout</a>
 */
record PidFile(long pid, String status) {
    private static final int STATUS_LINE = 7;

    /** The file of the data directory {@code data}, if there is a readable one. */
    static Optional<PidFile> of(Path data) {
        try {
            List<String> lines = Files.readAllLines(path(data));
            long pid = Long.parseLong(lines.getFirst().strip());
            String status = lines.size() > STATUS_LINE ? lines.get(STATUS_LINE).strip() : "";
            return Optional.of(new PidFile(pid, status));
        } catch (IOException | NumberFormatException | java.util.NoSuchElementException _) {
            return Optional.empty(); // absent, or half written: the next look sees more
        }
    }

    static Path path(Path data) {
        return data.resolve("postmaster.pid");
    }

    /** Whether the server accepts connections. */
    boolean isReady() {
        return status.equals("ready");
    }
}
