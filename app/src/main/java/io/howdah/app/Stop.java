package io.howdah.app;

/** How an operator wants the program to stop. */
enum Stop {
    /** Running transactions may finish: SIGTERM. */
    DRAIN,
    /** At once: SIGINT, or the terminal was closed. */
    FAST
}
