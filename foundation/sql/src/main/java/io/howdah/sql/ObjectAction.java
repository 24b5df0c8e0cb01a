package io.howdah.sql;

import java.util.List;
import java.util.Optional;

/** What makes or drops objects that belong to the session, or may do so. */
public sealed interface ObjectAction extends SessionAction {
    /**
     * Makes a temporary table, view, sequence, or another object in the schema pg_temp.
     *
     * @param untilCommit {@code ON COMMIT DROP}
     */
    record CreateTemporary(ObjectName name, boolean untilCommit) implements ObjectAction {}

    /** {@code DROP TABLE}, {@code VIEW} or {@code SEQUENCE}, of temporary ones perhaps. */
    record Drop(List<ObjectName> names) implements ObjectAction {
        public Drop {
            names = List.copyOf(names);
        }
    }

    /** {@code LOAD} of a library. */
    record Load() implements ObjectAction {}

    /** {@code DO}: code in a procedural language. */
    record Do() implements ObjectAction {}

    record Call(ObjectName procedure) implements ObjectAction {}

    /** {@code COPY}. */
    record Copy(Direction direction, End end, Optional<ObjectName> relation)
            implements ObjectAction {}

    /** Which way rows go. */
    enum Direction {
        /** {@code COPY … FROM}: into the relation. */
        FROM,
        /** {@code COPY … TO}: out of the relation or query. */
        TO
    }

    /** What is at the other end than the relation or query. */
    enum End {
        /** {@code STDIN} or {@code STDOUT}. */
        CLIENT,
        /** A file of the server's. */
        FILE,
        /** A program that the server runs. */
        PROGRAM
    }
}
