package io.howdah.embedded.blog;

import io.howdah.base.Randomness;
import io.howdah.embedded.blog.Prose.Topic;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The blog demo's rows, table by table. The same size and seed give the same rows, byte for byte,
 * whichever tables are made and in which order: each has randomness of its own.
 */
public final class BlogData {
    /** 2023-01-01 and 2026-01-01 UTC: fixed, or the rows would depend on the day. */
    private static final long START = 1_672_531_200L;

    private static final long END = 1_767_225_600L;

    private static final double BLOG_SKEW = 0.9;
    private static final double USER_SKEW = 0.7;

    /** A blog or user is liked or followed by at most this part of the users. */
    private static final int AUDIENCE_PART = 4;

    private static final List<String> REFERRERS =
            List.of("search", "newsletter", "social", "feed", "front page");
    private static final List<String> ACTIONS =
            List.of("login", "view", "like", "comment", "follow", "publish");

    private final BlogSize size;
    private final long seed;
    private final Prose prose = new Prose();
    private final Zipf blogs;
    private final Zipf users;

    /** Rows for {@code size}, varied by {@code seed}. */
    public BlogData(BlogSize size, long seed) {
        this.size = size;
        this.seed = seed;
        blogs = new Zipf(size.blogs(), BLOG_SKEW);
        users = new Zipf(size.users(), USER_SKEW);
    }

    /** All tables, referenced ones first. */
    public List<BlogTable> tables() {
        return List.of(
                table(
                        "users(id, username, email, display_name, bio, joined_at)",
                        size.users(),
                        this::user),
                table(
                        "blogs(id, author_id, slug, title, body, status, created_at, published_at)",
                        size.blogs(),
                        this::blog),
                table("blog_tags(blog_id, tag)", size.blogs(), this::tags),
                table(
                        "blog_views(id, blog_id, user_id, referrer, viewed_at)",
                        size.views(),
                        this::view),
                table(
                        "comments(id, blog_id, user_id, parent_id, body, created_at)",
                        size.comments(),
                        new Comments()),
                table("likes(blog_id, user_id, created_at)", size.blogs(), this::likes),
                table(
                        "followers(followee_id, follower_id, followed_at)",
                        size.users(),
                        this::followers),
                table(
                        "activity_logs(id, user_id, action, blog_id, details, occurred_at)",
                        size.activities(),
                        this::activity));
    }

    private BlogTable table(String columns, int things, BlogTable.Rows rows) {
        return new BlogTable(columns, things, rows, Randomness.seeded(seed ^ columns.hashCode()));
    }

    private void user(CopyText out, int id, Randomness random)
            throws SQLException, InterruptedException {
        Topic topic = topicOf(id);
        String name = topic.words().get(random.nextInt(topic.words().size())) + id;
        out.number(id).text(name).text(name + "@example.org");
        out.text(name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1));
        if (random.nextInt(3) == 0) {
            out.nothing();
        } else {
            out.text(prose.text(topic, 12, random));
        }
        out.time(between(START - (END - START), START, random)).end();
    }

    private void blog(CopyText out, int id, Randomness random)
            throws SQLException, InterruptedException {
        Topic topic = topicOf(id);
        String title = prose.title(topic, random);
        int dice = random.nextInt(20);
        out.number(id).number(users.id(random));
        out.text(title.toLowerCase(Locale.ROOT).replace(' ', '-') + "-" + id).text(title);
        out.text(prose.text(topic, random.nextInt(40, 200), random));
        out.text(dice == 0 ? "draft" : dice == 1 ? "archived" : "published");
        out.time(createdAt(id));
        if (dice == 0) {
            out.nothing();
        } else {
            out.time(createdAt(id) + random.nextInt(86_400));
        }
        out.end();
    }

    private void tags(CopyText out, int blog, Randomness random)
            throws SQLException, InterruptedException {
        Set<String> tags = new HashSet<>();
        add(out, blog, topicOf(blog), tags);
        for (int more = random.nextInt(4); more > 0; more--) {
            add(out, blog, prose.topics().get(random.nextInt(prose.topics().size())), tags);
        }
    }

    private static void add(CopyText out, int blog, Topic topic, Set<String> tags)
            throws SQLException, InterruptedException {
        if (tags.add(topic.tag())) {
            out.number(blog).text(topic.tag()).end();
        }
    }

    private void view(CopyText out, int id, Randomness random)
            throws SQLException, InterruptedException {
        int blog = blogs.id(random);
        boolean anonymous = random.nextInt(5) < 2;
        out.number(id).number(blog).reference(anonymous ? 0 : users.id(random));
        int referrer = random.nextInt(2 * REFERRERS.size());
        if (referrer < REFERRERS.size()) {
            out.text(REFERRERS.get(referrer));
        } else {
            out.nothing();
        }
        out.time(between(createdAt(blog), END, random)).end();
    }

    private void likes(CopyText out, int rank, Randomness random)
            throws SQLException, InterruptedException {
        int blog = blogs.idOf(rank - 1);
        for (int user : audience(size.likes() * blogs.share(rank - 1), random)) {
            out.number(blog).number(user).time(between(createdAt(blog), END, random)).end();
        }
    }

    private void followers(CopyText out, int rank, Randomness random)
            throws SQLException, InterruptedException {
        int followee = users.idOf(rank - 1);
        for (int follower : audience(size.followers() * users.share(rank - 1), random)) {
            if (follower != followee) {
                out.number(followee).number(follower).time(between(START, END, random)).end();
            }
        }
    }

    private void activity(CopyText out, int id, Randomness random)
            throws SQLException, InterruptedException {
        String action = ACTIONS.get(random.nextInt(ACTIONS.size()));
        boolean onBlog = !action.equals("login") && !action.equals("follow");
        out.number(id).number(users.id(random)).text(action);
        out.reference(onBlog ? blogs.id(random) : 0);
        out.text(
                "{\"ip\": \"198.51.100."
                        + random.nextInt(256)
                        + "\", \"mobile\": "
                        + random.nextBoolean()
                        + "}");
        out.time(START + (END - START) * id / size.activities()).end();
    }

    /** Different users, about {@code expected} of them. */
    private Set<Integer> audience(double expected, Randomness random) {
        int limit = size.users() / AUDIENCE_PART;
        int count = (int) Math.min(expected + random.nextDouble(), limit);
        Set<Integer> audience = new LinkedHashSet<>();
        while (audience.size() < count) {
            audience.add(users.id(random));
        }
        return audience;
    }

    private Topic topicOf(int id) {
        return prose.topics().get(id % prose.topics().size());
    }

    private long createdAt(int blog) {
        return START + (END - START) * (blog - 1) / size.blogs();
    }

    private static long between(long from, long to, Randomness random) {
        return random.nextLong(from, to);
    }

    /** Comments come in the order of their ids; three of ten answer the one before on that blog. */
    private final class Comments implements BlogTable.Rows {
        private final int[] latest = new int[size.blogs() + 1];

        @Override
        public void write(CopyText out, int id, Randomness random)
                throws SQLException, InterruptedException {
            int blog = blogs.id(random);
            boolean answers = random.nextInt(10) < 3;
            out.number(id).number(blog).number(users.id(random));
            out.reference(answers ? latest[blog] : 0);
            out.text(prose.text(topicOf(blog), random.nextInt(4, 30), random));
            out.time(createdAt(blog) + (END - createdAt(blog)) * id / (size.comments() + 1)).end();
            latest[blog] = id;
        }
    }
}
