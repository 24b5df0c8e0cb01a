-- What somebody wrote.
\set author random_zipfian(1, 2000, 1.1)
SELECT id, slug, title, published_at FROM blogs WHERE author_id = :author ORDER BY published_at DESC LIMIT 10;
