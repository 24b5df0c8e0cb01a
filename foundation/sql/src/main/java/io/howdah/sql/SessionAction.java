package io.howdah.sql;

/**
 * What a statement by itself does to the session it runs in; {@link SqlStatement#configCalls} tells
 * what it does by calling {@code set_config}.
 *
 * <p>Names of settings are in lower case; other names are as {@link ObjectName} has them.
 */
public sealed interface SessionAction
        permits SessionAction.None,
                SessionAction.Unclear,
                SettingAction,
                TransactionAction,
                PreparedAction,
                CursorAction,
                ChannelAction,
                ObjectAction,
                WrappingAction {
    /** Nothing. */
    record None() implements SessionAction {}

    /** Not understood: it may do anything. */
    record Unclear() implements SessionAction {}
}
