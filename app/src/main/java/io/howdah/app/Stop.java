package io.howdah.app;

/** How an operator wants the program to stop. */
enum Stop {
    /** Running transactions may finish: SIGTERM. */
    DRAIN,
    /** When the last client has left: another process has taken over. */
    WHEN_EMPTY,
    /** At once: SIGINT, or the terminal was closed. */
    FAST
}
