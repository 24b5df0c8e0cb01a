package io.howdah.catalog;

import io.howdah.sql.TokenKind;

import java.util.List;

/** The arguments of a call of {@code set_config}. */
final class ConfigArguments {
    private static final int LOCAL = 2;

    private ConfigArguments() {}

    /**
     * Whether the call says by the constant true that the setting is to end with the transaction.
     *
     * @param parenthesis where its opening one is
     */
    static boolean local(List<Token> tokens, int parenthesis) {
        int depth = 0;
        int argument = 0;
        int begins = parenthesis + 1;
        for (int at = parenthesis; tokens.get(at).kind() != TokenKind.END; at++) {
            switch (tokens.get(at).kind()) {
                case LEFT_PARENTHESIS, LEFT_BRACKET -> depth++;
                case RIGHT_PARENTHESIS, RIGHT_BRACKET -> {
                    if (--depth == 0) {
                        return argument == LOCAL && isTrue(tokens, begins, at);
                    }
                }
                case COMMA -> {
                    if (depth == 1) {
                        argument++;
                        begins = at + 1;
                    }
                }
                default -> {}
            }
        }
        return false;
    }

    private static boolean isTrue(List<Token> tokens, int from, int to) {
        Token first = tokens.get(from);
        return to - from == 1
                && first.kind() == TokenKind.IDENTIFIER
                && first.text().equals("true");
    }
}
