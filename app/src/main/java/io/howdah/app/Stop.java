package io.howdah.app;

/** How an operator wants the program to stop. */
enum Stop {
    /** Running transactions may finish: SIGTERM. */
    DRAIN,
    /** When the last client has left: another process has taken over. */
    WHEN_EMPTY,
    /** When all clients have left by themselves: SHUTDOWN WAIT_FOR_CLIENTS at the console. */
    WHEN_LEFT,
    /** At once: SIGINT, or the terminal was closed. */
    FAST
}
