package io.howdah.sql;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How texts that differ in literals only become one statement with parameters, which PostgreSQL
 * reads and answers as it does the texts. Immutable.
 *
 * <p>A plan is made once, from the first such text, with a full look at its tokens. Whether another
 * text fits, and what its values are, costs a comparison of the bytes between the literals: they
 * must be the same, blanks, case and all the literals that stay included, and the literals must be
 * of the same types. As the tokens of a text up to a literal's first byte, and from its last byte
 * on, do not depend on the literal, nothing of it has to be looked at again. A digest may need
 * several plans, as it folds more.
 *
 * <p><b>Which literals.</b> The text is one SELECT, no query within it. Literals are eligible
 *
 * <ul>
 *   <li>in WHERE and in the ON of joins that are not in parentheses, as the right operand of {@code
 *       = <> != < > <= >=}, all of a list of IN, or both bounds of BETWEEN, where the left operand
 *       is the name of a column and what surrounds the comparison is AND, OR, NOT, parentheses
 *       around conditions, or the clause's end;
 *   <li>as the whole of LIMIT or OFFSET, if they are whole numbers.
 * </ul>
 *
 * <p>They are the plainest ones of {@link LiteralType}. All others stay as they are. A text that
 * may depend on more than its literals' values is not taken at all: see {@link ProvableText}.
 *
 * <p><b>Why the statement means the same.</b>
 *
 * <ul>
 *   <li><i>Types.</i> PostgreSQL chooses operators and functions by the types of operands alone
 *       (parse_oper.c, parse_func.c); a parameter that is declared as int4, int8 or numeric is for
 *       it what a constant of that type is. One of no declared type is, like a string literal,
 *       unknown: it takes the type that the literal would be read as, and Bind reads it with the
 *       same input function, as with no type modifier ({@code coerce_type}; both have the type's
 *       own collation). A column of type varchar(n), char(n) or numeric(p, s) does not hand its
 *       modifier on to either. Hence no casts, typed literals, COLLATE, arithmetic or arguments of
 *       functions, though most would do: there a modifier counts (interval), or unknown is taken
 *       for text.
 *   <li><i>Numbers.</i> The declared type is the one that {@code make_const} gives; a sign is an
 *       operator and no part of the literal. Between the declared type and that of the column there
 *       may be an implicit cast. For a literal it runs, and fails, when the statement is planned;
 *       with a generic plan it runs when rows are compared, if ever. It cannot fail for int4 and
 *       for numerics as short as those taken here; for int8 it can: {@link #comparesInt8}.
 *   <li><i>Strings.</i> What the input function refuses is refused in Bind instead of Parse: in
 *       either case before RowDescription, though the error's position is lost.
 *   <li><i>Domains, enums, arrays, ranges.</i> For unknown PostgreSQL looks at the domain's base
 *       type, with or without a parameter, and resolves polymorphic operators by the column.
 *       Operators that a user has made for a domain itself would read a literal without its checks
 *       and a parameter with them; Bind then fails.
 *   <li><i>IN.</i> The list's common type is chosen by types alone; only variables are treated
 *       apart, and a parameter is none. NULL, TRUE, FALSE and signed numbers have no part in a list
 *       that is taken.
 *   <li><i>Row comparisons</i> have no column's name on the left and stay, as do {@code = ANY
 *       (...)} and subscripts.
 *   <li><i>Equal expressions.</i> Whether a target is in GROUP BY, DISTINCT or ORDER BY is decided
 *       by comparing expressions, of which two parameters never are equal. These clauses and HAVING
 *       keep their literals, and PostgreSQL does not compare them with WHERE, ON or LIMIT, nor
 *       derives columns' names or types from those. Set operations and subqueries, where WHERE is
 *       part of such an expression, are not taken.
 *   <li><i>Functional dependency</i> on a primary key is derived from GROUP BY, not from WHERE.
 *   <li><i>Folding.</i> What PostgreSQL computes while it plans (and fails to, as in {@code 1 / 0})
 *       has no part of an eligible literal but the comparison itself. What it folds differently is
 *       the choice of a plan: partial indexes, constraint exclusion and pruning of partitions need
 *       constants, which a custom plan has, or do their work when a generic plan starts.
 *   <li><i>Names for what is run:</i> {@code current_query()} and the views of pg_catalog, which
 *       show the statement's text, are not taken. A function or view may hide one from this class.
 * </ul>
 *
 * <p><b>What is not the same.</b> What SQL leaves open: the order of rows without ORDER BY, which
 * of them LIMIT takes, which of several conditions fails first. A generic plan may choose otherwise
 * than a plan for the values would, as any two plans may.
 */
public final class ParameterPlan {
    /** The longest text that gets a plan, in bytes. */
    public static final int LONGEST = 8 * 1024;

    /** A text with more eligible literals has no plan. */
    public static final int MOST_PARAMETERS = 100;

    private final byte[] model;
    private final int[] starts;
    private final int[] ends;
    private final LiteralType[] types;
    private final byte[] statement;

    private ParameterPlan(byte[] model, List<ParameterSlot> slots) {
        this.model = model;
        this.starts = slots.stream().mapToInt(ParameterSlot::start).toArray();
        this.ends = slots.stream().mapToInt(ParameterSlot::end).toArray();
        this.types = slots.stream().map(ParameterSlot::type).toArray(LiteralType[]::new);
        this.statement = ParameterSlot.replace(model, slots);
    }

    /**
     * The plan for {@code text[offset, offset + length)} and its like; empty if the text has no
     * eligible literal, or is not provably the same with parameters.
     *
     * @param standardConformingStrings the session's setting; a plan holds for either, as no text
     *     with a backslash in a string has one
     * @throws IndexOutOfBoundsException if the range is not within the array
     */
    public static Optional<ParameterPlan> of(
            byte[] text, int offset, int length, boolean standardConformingStrings) {
        Objects.checkFromIndexSize(offset, length, text.length);
        if (length > LONGEST) {
            return Optional.empty();
        }
        byte[] model = Arrays.copyOfRange(text, offset, offset + length);
        TokenList tokens =
                TokenList.of(model, new Lexer(model, 0, length, standardConformingStrings));
        if (!ProvableText.isProvable(tokens)) {
            return Optional.empty();
        }
        List<ParameterSlot> slots = new SlotReader(tokens).slots();
        return slots.isEmpty() || slots.size() > MOST_PARAMETERS
                ? Optional.empty()
                : Optional.of(new ParameterPlan(model, slots));
    }

    /** How many parameters the statement has, at least one. */
    public int size() {
        return types.length;
    }

    /**
     * The OID of the type that Parse has to declare for a parameter; 0 for one that PostgreSQL is
     * to find.
     *
     * @param index 0 for {@code $1}
     */
    public int type(int index) {
        return types[index].oid();
    }

    /**
     * Whether a parameter of WHERE or ON may be an int8. Against a column of type oid, or one of
     * the reg types, PostgreSQL casts it and refuses what is out of range: the literal always, the
     * parameter of a generic plan only if a row is compared. Which types columns have the text does
     * not tell.
     */
    public boolean comparesInt8() {
        return Arrays.asList(types).contains(LiteralType.INT8);
    }

    /** A copy of the statement for Parse: the text with {@code $1} and so on for the literals. */
    public byte[] statement() {
        return statement.clone();
    }

    /**
     * Finds the values of another text, or the same. Makes no object and costs time linear in the
     * length.
     *
     * @param values receives the places of the values in {@code text}; empty if the text does not
     *     fit
     * @return whether the text fits this plan
     * @throws IndexOutOfBoundsException if the range is not within the array
     */
    public boolean extract(byte[] text, int offset, int length, ParameterValues values) {
        Objects.checkFromIndexSize(offset, length, text.length);
        values.clear();
        boolean fits = find(text, offset, offset + length, values);
        if (!fits) {
            values.clear();
        }
        return fits;
    }

    private boolean find(byte[] text, int offset, int limit, ParameterValues values) {
        int at = offset;
        int from = 0;
        for (int i = 0; i < types.length; i++) {
            int start = at + starts[i] - from;
            if (start > limit || !Arrays.equals(text, at, start, model, from, starts[i])) {
                return false;
            }
            at = LiteralType.end(text, start, limit);
            if (at < 0 || LiteralType.of(text, start, at) != types[i]) {
                return false;
            }
            int quote = types[i] == LiteralType.UNKNOWN ? 1 : 0;
            values.add(start + quote, at - quote);
            from = ends[i];
        }
        return Arrays.equals(text, at, limit, model, from, model.length);
    }
}
