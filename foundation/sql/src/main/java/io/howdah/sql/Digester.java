package io.howdah.sql;

import java.util.Arrays;

/**
 * Folds texts, one after the other, without making an object a text; for one thread.
 *
 * <p><b>What is folded.</b> White space and comments; the case of key words and unquoted names;
 * constants and parameters, all to {@code $}; equal neighbours in the list of {@code IN (…)},
 * {@code ARRAY[…]} and {@code VALUES …}, among whose elements signs, NULL, TRUE and FALSE count as
 * constants; semicolons at either end.
 *
 * <p><b>What stays.</b> Names, quoted or not, as they are written; aliases, the order of targets;
 * numbers that are positions of targets, in ORDER BY, GROUP BY and DISTINCT ON; the options of
 * EXPLAIN. In commands that are no queries, changes of data or settings all constants stay.
 *
 * <p>Two texts with equal digests name the same objects in the same places. What depends on the
 * value of a constant (the setting that {@code set_config} sets, the sequence of {@code nextval})
 * is not in the digest.
 */
public final class Digester {
    /** The longest folded text that gets a digest, in bytes. */
    public static final int LONGEST = 32 * 1024;

    private final FoldedBuffer folded = new FoldedBuffer(LONGEST);
    private final Folding folding = new Folding(folded);
    private long hash;
    private boolean digestible;

    /**
     * Reads {@code text[offset, offset + length)}. Time is linear in the length.
     *
     * @param standardConformingStrings the session's setting when the text is parsed
     * @throws IndexOutOfBoundsException if the range is not within the array
     */
    public void read(byte[] text, int offset, int length, boolean standardConformingStrings) {
        digestible = folding.fold(text, new Lexer(text, offset, length, standardConformingStrings));
        hash = Hash64.of(folded.bytes(), folded.length());
        if (!standardConformingStrings && folding.keepsBackslashes()) {
            hash = ~hash;
        }
    }

    /**
     * Whether the text last read has a digest: not if it is longer than {@link #LONGEST} when
     * folded, or has a quote or comment that is not closed.
     */
    public boolean hasDigest() {
        return digestible;
    }

    /** The 64-bit hash of the folded text. */
    public long hash() {
        return hash;
    }

    /** Whether the text last read has this digest: not only the hash, the whole folded text. */
    public boolean matches(Digest digest) {
        return digestible && hash == digest.hash() && folded.equalTo(digest.folded());
    }

    /**
     * The digest of the text last read.
     *
     * @throws IllegalStateException if it has none
     */
    public Digest digest() {
        if (!digestible) {
            throw new IllegalStateException("The text has no digest; ask hasDigest() first.");
        }
        return new Digest(hash, Arrays.copyOf(folded.bytes(), folded.length()));
    }
}
