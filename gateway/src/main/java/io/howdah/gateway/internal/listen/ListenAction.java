package io.howdah.gateway.internal.listen;

/** What one statement does to a session's subscriptions, or to the transaction they belong to. */
public sealed interface ListenAction {
    /** LISTEN. */
    record Listen(String channel) implements ListenAction {}

    /** UNLISTEN of one channel. */
    record Unlisten(String channel) implements ListenAction {}

    /** UNLISTEN *. */
    record UnlistenAll() implements ListenAction {}

    /** DISCARD ALL. */
    record DiscardAll() implements ListenAction {}

    /** SAVEPOINT. */
    record Savepoint(String name) implements ListenAction {}

    /** RELEASE SAVEPOINT. */
    record Release(String name) implements ListenAction {}

    /** ROLLBACK TO SAVEPOINT. */
    record RollbackTo(String name) implements ListenAction {}

    /** COMMIT or ROLLBACK; which of them came true its tag tells. */
    record End() implements ListenAction {}

    /** Whether it changes what is listened to, if it is not within a transaction. */
    default boolean changesChannels() {
        return switch (this) {
            case Listen _, Unlisten _, UnlistenAll _, DiscardAll _ -> true;
            case Savepoint _, Release _, RollbackTo _, End _ -> false;
        };
    }

    /** Whether {@code tag}, of a CommandComplete, says that it was done. */
    default boolean isConfirmedBy(String tag) {
        return switch (this) {
            case Listen _ -> tag.equals("LISTEN");
            case Unlisten _, UnlistenAll _ -> tag.equals("UNLISTEN");
            case DiscardAll _ -> tag.equals("DISCARD ALL");
            case Savepoint _ -> tag.equals("SAVEPOINT");
            case Release _ -> tag.equals("RELEASE");
            case RollbackTo _ -> tag.equals("ROLLBACK");
            case End _ -> tag.equals("COMMIT") || tag.equals("ROLLBACK");
        };
    }
}
