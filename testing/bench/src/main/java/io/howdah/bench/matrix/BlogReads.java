package io.howdah.bench.matrix;

import io.howdah.bench.server.BenchException;
import io.howdah.bench.server.Workshop;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The blog's read mix: scripts for pgbench, each a statement that a page of the blog needs. */
enum BlogReads {
    POST("post.sql", 40),
    COMMENTS("comments.sql", 25),
    TAGS("tags.sql", 15),
    FRONT_PAGE("front-page.sql", 10),
    AUTHOR("author.sql", 8),
    SEARCH("search.sql", 2);

    private final String file;
    private final int percent;

    BlogReads(String file, int percent) {
        this.file = file;
        this.percent = percent;
    }

    /** Writes the scripts into {@code workshop}; returns what tells pgbench to run the mix. */
    static List<String> options(Workshop workshop) throws BenchException {
        List<String> options = new ArrayList<>();
        for (BlogReads read : values()) {
            String path = workshop.write(read.file, read.script()).toString();
            options.addAll(List.of("-f", path + "@" + read.percent));
        }
        return options;
    }

    private String script() {
        try (InputStream in = BlogReads.class.getResourceAsStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
