package io.howdah.gateway.internal.access;

import io.howdah.base.config.Position;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One rule, cut into fields, each of one or more words.
 *
 * @param position of its first line
 */
record TokenLine(Position position, List<List<Token>> fields) {
    TokenLine {
        fields = List.copyOf(fields);
    }

    /** The file that an {@code include} of the form {@code directive} names, or the empty text. */
    String included(String directive) {
        boolean includes =
                fields.size() == 2
                        && fields.get(1).size() == 1
                        && fields.getFirst().getFirst().text().equals(directive);
        return includes ? fields.get(1).getFirst().text() : "";
    }

    /** The words of a field, with commas between them. */
    static String text(List<Token> field) {
        return field.stream().map(Token::text).collect(Collectors.joining(","));
    }
}
