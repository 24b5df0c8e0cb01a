package io.howdah.embedded.blog;

/**
 * How many rows. Tags, likes and followers follow from popularity and come out near these numbers.
 *
 * @param users rows in {@code users}
 * @param blogs rows in {@code blogs}
 * @param views rows in {@code blog_views}
 * @param comments rows in {@code comments}
 * @param likes about as many rows in {@code likes}
 * @param followers about as many rows in {@code followers}
 * @param activities rows in {@code activity_logs}
 */
public record BlogSize(
        int users, int blogs, int views, int comments, int likes, int followers, int activities) {
    /** At this scale a blog's comments are 100 million, and no number leaves an {@code int}. */
    public static final int MAX_SCALE = 1_000;

    /** The size at {@code scale}, 1 to {@value #MAX_SCALE}: 10 000 blogs at 1. */
    public static BlogSize of(int scale) {
        if (scale < 1 || scale > MAX_SCALE) {
            throw new IllegalArgumentException("scale " + scale + " is not within 1.." + MAX_SCALE);
        }
        return new BlogSize(
                2_000 * scale,
                10_000 * scale,
                200_000 * scale,
                100_000 * scale,
                80_000 * scale,
                20_000 * scale,
                100_000 * scale);
    }
}
