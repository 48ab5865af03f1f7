-- The series that a session's book belongs to, or null: {series_id, title, number, books: [{novel_id,
-- title, number}]}, the finished books in their order. It is called what its first book is.
create or replace function genesis.series_json(s genesis_sessions) returns jsonb
language sql stable as $$
  select case when s.series_id is not null then (
    select jsonb_build_object('series_id', s.series_id,
      'title', coalesce((array_agg(coalesce(n.title, nullif(b.title, '')) order by b.series_number))[1], ''),
      'number', s.series_number,
      'books', coalesce(jsonb_agg(jsonb_build_object('novel_id', n.novel_id, 'title', n.title,
        'number', b.series_number) order by b.series_number) filter (where n.novel_id is not null), '[]'))
    from genesis_sessions b left join novels n on n.session_id = b.session_id
    where b.series_id = s.series_id and b.account_id = s.account_id) end
$$;
grant execute on function genesis.series_json(genesis_sessions) to genesis_app;
