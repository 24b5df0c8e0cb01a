-- Keys, indexes and foreign keys of the blog demo, and the statistics.

ALTER TABLE users ADD PRIMARY KEY (id);
ALTER TABLE users ADD UNIQUE (username);
ALTER TABLE users ADD UNIQUE (email);

ALTER TABLE blogs ADD PRIMARY KEY (id);
ALTER TABLE blogs ADD UNIQUE (slug);
-- The front page, and an author's page, newest first.
CREATE INDEX blogs_published ON blogs (published_at DESC) WHERE status = 'published';
CREATE INDEX blogs_author ON blogs (author_id, published_at DESC);
CREATE INDEX blogs_search ON blogs USING gin (search);

ALTER TABLE blog_tags ADD PRIMARY KEY (blog_id, tag);
CREATE INDEX blog_tags_tag ON blog_tags (tag, blog_id);

ALTER TABLE blog_views ADD PRIMARY KEY (id);
CREATE INDEX blog_views_blog ON blog_views (blog_id, viewed_at);
CREATE INDEX blog_views_user ON blog_views (user_id, viewed_at) WHERE user_id IS NOT NULL;

ALTER TABLE comments ADD PRIMARY KEY (id);
CREATE INDEX comments_blog ON comments (blog_id, created_at);
CREATE INDEX comments_user ON comments (user_id, created_at);
CREATE INDEX comments_parent ON comments (parent_id) WHERE parent_id IS NOT NULL;

ALTER TABLE likes ADD PRIMARY KEY (blog_id, user_id);
CREATE INDEX likes_user ON likes (user_id, created_at);

ALTER TABLE followers ADD PRIMARY KEY (followee_id, follower_id);
CREATE INDEX followers_follower ON followers (follower_id);

ALTER TABLE activity_logs ADD PRIMARY KEY (id);
CREATE INDEX activity_logs_user ON activity_logs (user_id, occurred_at);
-- Rows arrive in the order of time, so a few pages of BRIN do what a large B-tree would.
CREATE INDEX activity_logs_time ON activity_logs USING brin (occurred_at);

ALTER TABLE blogs ADD FOREIGN KEY (author_id) REFERENCES users;
ALTER TABLE blog_tags ADD FOREIGN KEY (blog_id) REFERENCES blogs ON DELETE CASCADE;
ALTER TABLE blog_views ADD FOREIGN KEY (blog_id) REFERENCES blogs ON DELETE CASCADE;
ALTER TABLE blog_views ADD FOREIGN KEY (user_id) REFERENCES users ON DELETE SET NULL;
ALTER TABLE comments ADD FOREIGN KEY (blog_id) REFERENCES blogs ON DELETE CASCADE;
ALTER TABLE comments ADD FOREIGN KEY (user_id) REFERENCES users ON DELETE CASCADE;
ALTER TABLE comments ADD FOREIGN KEY (parent_id) REFERENCES comments ON DELETE CASCADE;
ALTER TABLE likes ADD FOREIGN KEY (blog_id) REFERENCES blogs ON DELETE CASCADE;
ALTER TABLE likes ADD FOREIGN KEY (user_id) REFERENCES users ON DELETE CASCADE;
ALTER TABLE followers ADD FOREIGN KEY (followee_id) REFERENCES users ON DELETE CASCADE;
ALTER TABLE followers ADD FOREIGN KEY (follower_id) REFERENCES users ON DELETE CASCADE;
ALTER TABLE activity_logs ADD FOREIGN KEY (user_id) REFERENCES users ON DELETE CASCADE;
ALTER TABLE activity_logs ADD FOREIGN KEY (blog_id) REFERENCES blogs ON DELETE SET NULL;

-- The rows came with their ids; new ones go on from there.
SELECT setval(pg_get_serial_sequence('users', 'id'), max(id)) FROM users;
SELECT setval(pg_get_serial_sequence('blogs', 'id'), max(id)) FROM blogs;
SELECT setval(pg_get_serial_sequence('blog_views', 'id'), max(id)) FROM blog_views;
SELECT setval(pg_get_serial_sequence('comments', 'id'), max(id)) FROM comments;
SELECT setval(pg_get_serial_sequence('activity_logs', 'id'), max(id)) FROM activity_logs;

ANALYZE users, blogs, blog_tags, blog_views, comments, likes, followers, activity_logs;
