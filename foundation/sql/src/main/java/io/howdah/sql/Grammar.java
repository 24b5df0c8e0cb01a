package io.howdah.sql;

/**
 * The readers of one statement's parts, which call each other in turn, and what they have found.
 *
 * <p><b>How it parses.</b> Clauses, relations, common table expressions and commands are read by
 * recursive descent, after PostgreSQL's grammar. Expressions are read by their tokens only, without
 * regard to precedence: functions, operators, types and subqueries in them are found, and where
 * they end. That suffices because all that writes stands in clauses, and a text that is an
 * expression to this parser and none to PostgreSQL is refused there. What a reader does not expect
 * makes the whole statement one that is not understood.
 */
final class Grammar {
    /** The most queries within each other that are read; each takes some of the thread's stack. */
    static final int DEEPEST = 250;

    private final TokenCursor cursor;
    private final Findings found = new Findings();
    private final CommonTables commonTables = new CommonTables();
    private final NameReader names;
    private final TypeReader types;
    private final ExpressionReader expressions;
    private final RelationReader relations;
    private final QueryReader queries;
    private final ChangeReader changes;
    private int depth;

    Grammar(TokenCursor cursor) {
        this.cursor = cursor;
        this.names = new NameReader(cursor);
        this.types = new TypeReader(this);
        this.expressions = new ExpressionReader(this);
        this.relations = new RelationReader(this);
        this.queries = new QueryReader(this);
        this.changes = new ChangeReader(this);
    }

    /** The readers of a statement within this one, at the same place and as deep. */
    Grammar within() {
        Grammar inner = new Grammar(cursor);
        inner.depth = depth;
        inner.descend();
        return inner;
    }

    TokenCursor cursor() {
        return cursor;
    }

    Findings found() {
        return found;
    }

    CommonTables commonTables() {
        return commonTables;
    }

    NameReader names() {
        return names;
    }

    TypeReader types() {
        return types;
    }

    ExpressionReader expressions() {
        return expressions;
    }

    RelationReader relations() {
        return relations;
    }

    QueryReader queries() {
        return queries;
    }

    ChangeReader changes() {
        return changes;
    }

    /** Goes a level deeper; gives the statement up if that is too deep. */
    void descend() {
        if (++depth > DEEPEST) {
            cursor.fail();
        }
    }

    void ascend() {
        depth--;
    }
}
