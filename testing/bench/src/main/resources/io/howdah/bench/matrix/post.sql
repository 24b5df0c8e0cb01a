-- A post with its author. Few posts are read by most.
\set rank random_zipfian(1, 10000, 1.1)
SELECT b.title, b.body, b.published_at, u.display_name FROM blogs b JOIN users u ON u.id = b.author_id WHERE b.id = :rank AND b.status = 'published';
