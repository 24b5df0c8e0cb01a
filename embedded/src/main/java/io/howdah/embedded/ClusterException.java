package io.howdah.embedded;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;

/**
 * The cluster cannot do what was asked. The message is one line for a person: what happened, to
 * what, and what to do; the stack trace is for developers only.
 */
public final class ClusterException extends Exception {
    private final String line;

    ClusterException(String line) {
        super(line);
        this.line = line;
    }

    ClusterException(String line, Throwable cause) {
        super(line, cause);
        this.line = line;
    }

    @Override
    public String getMessage() {
        return line;
    }

    /** {@code doing} ("cannot write the lock") failed in the file system. */
    static ClusterException of(String doing, IOException cause) {
        return new ClusterException(doing + ": " + reason(cause), cause);
    }

    /** {@code doing} ("cannot list the slots") failed in a server. */
    static ClusterException of(String doing, SQLException cause) {
        return new ClusterException(doing + ": " + oneLine(cause.getMessage()), cause);
    }

    private static String reason(IOException cause) {
        if (cause instanceof FileSystemException failure) {
            String reason =
                    switch (failure) {
                        case AccessDeniedException _ -> "permission denied";
                        case NoSuchFileException _ -> "no such file";
                        case FileAlreadyExistsException _ -> "a file of that name is in the way";
                        default -> oneLine(failure.getReason());
                    };
            return failure.getFile() + ": " + reason;
        }
        return oneLine(cause.getMessage());
    }

    private static String oneLine(@Nullable String text) {
        return text == null ? "no reason was given" : text.strip().replaceAll("\\s*\\R\\s*", "; ");
    }
}
