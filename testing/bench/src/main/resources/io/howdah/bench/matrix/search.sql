-- Posts about something.
SELECT id, slug, title FROM blogs WHERE search @@ websearch_to_tsquery('english', 'vacuum -index') LIMIT 10;
