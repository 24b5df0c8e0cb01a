-- What readers wrote below it.
\set rank random_zipfian(1, 10000, 1.1)
SELECT c.body, c.created_at, u.display_name FROM comments c JOIN users u ON u.id = c.user_id WHERE c.blog_id = :rank ORDER BY c.created_at LIMIT 20;
