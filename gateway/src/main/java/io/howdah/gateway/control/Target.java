package io.howdah.gateway.control;

import io.howdah.base.HostPort;

/** What a {@link Controls control} is applied to. */
public sealed interface Target {
    /** Every pool. */
    record All() implements Target {
        @Override
        public String toString() {
            return "everything";
        }
    }

    /** The pools of one database. */
    record Database(String name) implements Target {
        @Override
        public String toString() {
            return "database " + name;
        }
    }

    /** The pools of one user. */
    record User(String name) implements Target {
        @Override
        public String toString() {
            return "user " + name;
        }
    }

    /** The pools on one node. */
    record Node(HostPort address) implements Target {
        @Override
        public String toString() {
            return "node " + address;
        }
    }
}
