package io.howdah.bench.nodes;

/** What {@link RequestReader} finds in what a client sends, as a node sees it. */
interface Requests {
    /** A session is to be opened. */
    void starts();

    /** Encryption is asked for. */
    void asksForEncryption();

    /** A statement is to run that reads {@code table}. */
    void runs(String table);

    /** What was answered so far is to be sent. */
    void flushes();

    /** A request is whole, and ReadyForQuery will answer it. */
    void ends();
}
