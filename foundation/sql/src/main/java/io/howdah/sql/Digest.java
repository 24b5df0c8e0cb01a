package io.howdah.sql;

import java.util.Arrays;
import java.util.Optional;

/**
 * What texts have in common that differ in constants, white space, comments and case only. Two are
 * equal if their folded texts are, whatever their hashes. Immutable.
 *
 * @see Digester
 */
public final class Digest {
    private final long hash;
    private final byte[] folded;

    Digest(long hash, byte[] folded) {
        this.hash = hash;
        this.folded = folded;
    }

    /** The digest of a text; empty where {@link Digester#hasDigest} is false. */
    public static Optional<Digest> of(
            byte[] text, int offset, int length, boolean standardConformingStrings) {
        Digester digester = new Digester();
        digester.read(text, offset, length, standardConformingStrings);
        return digester.hasDigest() ? Optional.of(digester.digest()) : Optional.empty();
    }

    /** The 64-bit hash of the folded text; the same in every process. */
    public long hash() {
        return hash;
    }

    /** The folded text, to be shown: also the strings that a command keeps are masked. */
    public String text() {
        Lexer lexer = new Lexer(folded, 0, folded.length, true);
        StringBuilder text = new StringBuilder(folded.length);
        int shown = 0;
        for (TokenKind kind = lexer.next(); kind != TokenKind.END; kind = lexer.next()) {
            if (kind.isStringLiteral()) {
                text.append(string(shown, lexer.start())).append((char) FoldedBuffer.MARK);
                shown = lexer.end();
            }
        }
        return text.append(string(shown, folded.length)).toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Digest digest
                && hash == digest.hash
                && Arrays.equals(folded, digest.folded);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(hash);
    }

    @Override
    public String toString() {
        return String.format("%016x", hash) + " " + text();
    }

    byte[] folded() {
        return folded;
    }

    private String string(int from, int to) {
        return Names.string(Arrays.copyOfRange(folded, from, to));
    }
}
