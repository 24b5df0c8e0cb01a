package io.howdah.sql;

/** A statement that is the rest of another one. */
final class InnerStatement {
    private InnerStatement() {}

    /** Reads it; what it names counts as named by the outer one, too. */
    static SqlStatement read(Grammar outer) {
        Grammar grammar = outer.within();
        SqlStatement statement = new StatementReader(grammar).read();
        outer.found().addAll(grammar.found());
        return statement;
    }
}
