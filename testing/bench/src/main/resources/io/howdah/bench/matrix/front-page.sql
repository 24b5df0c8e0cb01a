-- What came last.
SELECT b.id, b.slug, b.title, u.display_name FROM blogs b JOIN users u ON u.id = b.author_id WHERE b.status = 'published' ORDER BY b.published_at DESC LIMIT 10;
