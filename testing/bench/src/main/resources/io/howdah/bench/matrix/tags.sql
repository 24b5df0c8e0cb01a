-- Its tags.
\set rank random_zipfian(1, 10000, 1.1)
SELECT tag FROM blog_tags WHERE blog_id = :rank ORDER BY tag;
