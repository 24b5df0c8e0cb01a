package io.howdah.sql.pgquery;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** What a parse tree says of a statement's effect on the session, in a few words. */
final class SessionFacts {
    private static final int CURSOR_OPTION_HOLD = 0x20;

    private SessionFacts() {}

    static String of(String kind, Map<?, ?> node, boolean temporary) {
        return switch (kind) {
            case "VariableSetStmt" -> set(node);
            case "VariableShowStmt" -> "show " + lower(node, "name");
            case "ListenStmt" -> "listen " + node.get("conditionname");
            case "UnlistenStmt" ->
                    node.containsKey("conditionname")
                            ? "unlisten " + node.get("conditionname")
                            : "unlisten all";
            case "NotifyStmt" -> "notify " + node.get("conditionname");
            case "PrepareStmt" -> "prepare " + node.get("name");
            case "ExecuteStmt" -> "execute " + node.get("name");
            case "DeallocateStmt" ->
                    node.containsKey("name") ? "deallocate " + node.get("name") : "deallocate all";
            case "DeclareCursorStmt" ->
                    "declare " + node.get("portalname") + (holds(node) ? " hold" : "");
            case "FetchStmt" -> "fetch " + node.get("portalname");
            case "ClosePortalStmt" ->
                    node.containsKey("portalname")
                            ? "close " + node.get("portalname")
                            : "close all";
            case "DiscardStmt" -> "discard";
            case "TransactionStmt" -> transaction(node);
            case "CreateStmt",
                    "CreateTableAsStmt",
                    "ViewStmt",
                    "CreateSeqStmt",
                    "SelectStmt",
                    "InsertStmt",
                    "UpdateStmt",
                    "DeleteStmt",
                    "MergeStmt" ->
                    temporary ? "temporary" : "";
            default -> "";
        };
    }

    private static String set(Map<?, ?> node) {
        String local = node.containsKey("is_local") ? " local" : "";
        String name = lower(node, "name");
        return switch ((String) Objects.requireNonNull(node.get("kind"))) {
            case "VAR_SET_VALUE", "VAR_SET_CURRENT" -> "set " + name + local;
            case "VAR_SET_DEFAULT" -> "default " + name + local;
            case "VAR_SET_MULTI" ->
                    name.startsWith("transaction") ? "set transaction" : "set " + name;
            case "VAR_RESET" -> "reset " + name;
            default -> "reset all";
        };
    }

    private static String transaction(Map<?, ?> node) {
        String name = " " + node.get("savepoint_name");
        String chain = node.containsKey("chain") ? " chain" : "";
        return switch ((String) Objects.requireNonNull(node.get("kind"))) {
            case "TRANS_STMT_BEGIN", "TRANS_STMT_START" -> "begin";
            case "TRANS_STMT_COMMIT" -> "commit" + chain;
            case "TRANS_STMT_ROLLBACK" -> "rollback" + chain;
            case "TRANS_STMT_SAVEPOINT" -> "savepoint" + name;
            case "TRANS_STMT_RELEASE" -> "release" + name;
            case "TRANS_STMT_ROLLBACK_TO" -> "rollback to" + name;
            case "TRANS_STMT_PREPARE" -> "prepare transaction";
            default -> "finish prepared";
        };
    }

    private static boolean holds(Map<?, ?> node) {
        return (Integer.parseInt((String) Objects.requireNonNull(node.get("options")))
                        & CURSOR_OPTION_HOLD)
                != 0;
    }

    private static String lower(Map<?, ?> node, String field) {
        return String.valueOf(node.get(field)).toLowerCase(Locale.ROOT);
    }
}
