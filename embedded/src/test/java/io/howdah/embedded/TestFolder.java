package io.howdah.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A temporary folder that other users can enter, unlike JUnit's. */
final class TestFolder implements AutoCloseable {
    private final Path path;

    TestFolder() throws IOException {
        path = Files.createTempDirectory("howdah-test-");
        Tree.setMode(path, "rwxr-xr-x");
    }

    Path path() {
        return path;
    }

    Path data() {
        return path.resolve("data");
    }

    @Override
    public void close() throws IOException {
        Tree.delete(path);
    }
}
