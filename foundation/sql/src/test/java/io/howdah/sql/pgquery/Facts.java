package io.howdah.sql.pgquery;

import java.util.Set;

/**
 * What PostgreSQL's parser says of a text.
 *
 * @param statements how many it holds; all else is told of a single one only
 * @param fingerprint libpg_query's
 * @param kind the type of the tree's root node
 * @param changes whether anything in it writes, locks or makes a table
 * @param reads whether it is a plain read
 * @param functions schema and name of those called
 * @param session what it does to the session, in the words of {@link SessionFacts}
 */
public record Facts(
        int statements,
        String fingerprint,
        String kind,
        boolean changes,
        boolean reads,
        Set<String> functions,
        Set<String> operators,
        Set<String> types,
        Set<String> relations,
        String session) {
    /** The facts that the parser told in JSON. */
    public static Facts of(String json, String fingerprint) {
        return TreeFacts.of(json, fingerprint);
    }
}
