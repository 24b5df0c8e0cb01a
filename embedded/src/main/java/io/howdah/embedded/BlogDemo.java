package io.howdah.embedded;

import io.howdah.base.HostPort;
import io.howdah.embedded.blog.BlogData;
import io.howdah.embedded.blog.BlogSize;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.DoubleConsumer;

/**
 * The demo data set: a blogging platform with users, blogs, comments and what they do, in schema
 * {@code public} of the cluster's database. Its tables are described in {@code blog/tables.sql}.
 *
 * <p>All of it is loaded in one transaction, so an interrupted load leaves nothing behind, and rows
 * can be frozen as they arrive: no vacuum has to follow.
 */
public final class BlogDemo {
    /** A comment on the schema's central table says that the data set is there, and which. */
    private static final String MARK = "Howdah blog demo";

    private BlogDemo() {}

    /** Whether a load has completed on the cluster of {@code primary}. */
    public static boolean isLoaded(HostPort primary) throws ClusterException {
        String query =
                "SELECT 1 WHERE obj_description(to_regclass('public.blogs'), 'pg_class') LIKE '"
                        + MARK
                        + "%'";
        try (Connection connection = Database.connect(primary)) {
            return !Database.column(connection, query).isEmpty();
        } catch (SQLException e) {
            throw ClusterException.of("cannot look for the blog demo", e);
        }
    }

    /**
     * Loads the data set.
     *
     * @param scale multiplies the rows; 1 is about 10 000 blogs and 100 000 comments
     * @param seed the same one gives the same rows
     * @param progress hears the part that is done, from 0 to 1, never less than before
     * @throws ClusterException when it fails, or there are tables of those names; nothing has
     *     changed then
     * @throws InterruptedException when interrupted; nothing has changed then
     */
    public static void load(HostPort primary, int scale, long seed, DoubleConsumer progress)
            throws ClusterException, InterruptedException {
        BlogData data = new BlogData(BlogSize.of(scale), seed);
        try (Connection connection = Database.connect(primary)) {
            connection.setAutoCommit(false);
            BlogLoad load = new BlogLoad(connection, progress);
            load.run(data.tables());
            Database.run(
                    connection,
                    "COMMENT ON TABLE blogs IS '%s, scale %d, seed %d'"
                            .formatted(MARK, scale, seed));
            connection.commit();
            progress.accept(1);
        } catch (SQLException e) {
            throw ClusterException.of("cannot load the blog demo", e);
        }
    }
}
