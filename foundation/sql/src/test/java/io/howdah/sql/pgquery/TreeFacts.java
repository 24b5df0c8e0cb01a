package io.howdah.sql.pgquery;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Gathers from PostgreSQL's parse tree what a {@link Facts} holds. */
final class TreeFacts {
    private static final Set<String> READING =
            Set.of(
                    "SelectStmt",
                    "ExplainStmt",
                    "VariableShowStmt",
                    "CopyStmt",
                    "DeclareCursorStmt");
    private static final Set<String> CHANGING =
            Set.of("InsertStmt", "UpdateStmt", "DeleteStmt", "MergeStmt", "LockStmt");

    /** The statements that the parser reads to the last name. */
    private static final Set<String> READ_WHOLLY =
            Set.of(
                    "SelectStmt",
                    "InsertStmt",
                    "UpdateStmt",
                    "DeleteStmt",
                    "MergeStmt",
                    "ExplainStmt",
                    "DeclareCursorStmt",
                    "PrepareStmt",
                    "CopyStmt",
                    "LockStmt",
                    "CallStmt",
                    "ExecuteStmt");

    private final Set<String> functions = new TreeSet<>();
    private final Set<String> operators = new TreeSet<>();
    private final Set<String> types = new TreeSet<>();
    private final Set<String> relations = new TreeSet<>();
    private final Set<String> commonTables = new TreeSet<>();
    private boolean changes;
    private boolean temporary;

    private TreeFacts() {}

    /** The facts of a text of one statement. */
    static Facts of(String json, String fingerprint) {
        Map<?, ?> tree = (Map<?, ?>) Json.parse(json);
        List<?> statements = (List<?>) tree.get("stmts");
        TreeFacts facts = new TreeFacts();
        if (statements == null || statements.size() != 1) {
            return new Facts(
                    statements == null ? 0 : statements.size(),
                    fingerprint,
                    "",
                    false,
                    false,
                    Set.of(),
                    Set.of(),
                    Set.of(),
                    Set.of(),
                    "");
        }
        Map<?, ?> statement = object(((Map<?, ?>) statements.getFirst()).get("stmt"));
        String kind = (String) statement.keySet().iterator().next();
        Map<?, ?> fields = object(statement.get(kind));
        facts.node(kind, fields);
        boolean wholly = READ_WHOLLY.contains(kind) && !explainsDefinition(kind, fields);
        facts.relations.removeAll(facts.commonTables);
        return new Facts(
                1,
                fingerprint,
                kind,
                facts.changes,
                reads(kind, fields) && !facts.changes,
                wholly ? facts.functions : Set.of(),
                wholly ? facts.operators : Set.of(),
                wholly ? facts.types : Set.of(),
                wholly ? facts.relations : Set.of(),
                SessionFacts.of(kind, fields, facts.temporary));
    }

    private static boolean reads(String kind, Map<?, ?> fields) {
        return switch (kind) {
            case "ExplainStmt", "DeclareCursorStmt" ->
                    READING.contains(inner(fields)) && !inner(fields).equals("VariableShowStmt");
            case "CopyStmt" ->
                    !fields.containsKey("is_from")
                            && !fields.containsKey("filename")
                            && !fields.containsKey("is_program");
            default -> READING.contains(kind);
        };
    }

    private static boolean explainsDefinition(String kind, Map<?, ?> fields) {
        return kind.equals("ExplainStmt")
                && (inner(fields).equals("CreateTableAsStmt")
                        || inner(fields).equals("RefreshMatViewStmt"));
    }

    private static String inner(Map<?, ?> fields) {
        return (String) object(fields.get("query")).keySet().iterator().next();
    }

    private void walk(Object value) {
        if (value instanceof List<?> list) {
            list.forEach(this::walk);
        } else if (value instanceof Map<?, ?> map) {
            map.forEach(
                    (key, field) -> {
                        if (key.equals("lockedRels")) {
                            return;
                        }
                        if (field instanceof Map<?, ?> fields) {
                            node((String) key, fields);
                        } else {
                            walk(field);
                        }
                    });
        }
    }

    private void node(String kind, Map<?, ?> fields) {
        changes |= CHANGING.contains(kind) || kind.equals("CreateTableAsStmt");
        changes |= fields.containsKey("intoClause") || fields.containsKey("lockingClause");
        switch (kind) {
            case "FuncCall" -> functions.add(name(fields.get("funcname")));
            case "A_Expr" -> {
                if (isPlain(String.valueOf(fields.get("kind")))) {
                    operators.add(name(fields.get("name")));
                }
            }
            case "TypeName", "typeName" -> {
                if (fields.containsKey("names")) {
                    types.add(name(fields.get("names")));
                }
            }
            case "CommonTableExpr" -> commonTables.add((String) fields.get("ctename"));
            case "RangeVar", "relation", "rel", "view", "sequence" -> relation(fields);
            default -> {}
        }
        walk(fields);
    }

    private void relation(Map<?, ?> fields) {
        Object name = fields.get("relname");
        if (name != null) {
            Object schema = fields.get("schemaname");
            relations.add(schema == null ? (String) name : schema + "." + name);
            temporary |= "t".equals(fields.get("relpersistence"));
        }
    }

    private static boolean isPlain(String kind) {
        return switch (kind) {
            case "AEXPR_OP", "AEXPR_OP_ANY", "AEXPR_OP_ALL", "AEXPR_LIKE", "AEXPR_ILIKE" -> true;
            default -> false;
        };
    }

    private static Map<?, ?> object(@Nullable Object value) {
        return (Map<?, ?>) Objects.requireNonNull(value);
    }

    /** The last two parts of a name. */
    private static String name(@Nullable Object parts) {
        List<String> names = new ArrayList<>();
        for (Object part : (List<?>) Objects.requireNonNull(parts)) {
            names.add((String) object(object(part).get("String")).get("sval"));
        }
        return String.join(".", names.subList(Math.max(0, names.size() - 2), names.size()));
    }
}
