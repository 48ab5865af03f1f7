-- A novel as the wire has it, without `checks`, which the edge adds.
create or replace function genesis.novel_json(n novels) returns jsonb
language sql stable as $$
  select case when n.content_version = 1 then genesis.upcast_novel_1(n) else n.content end
    || jsonb_build_object('novel_id', n.novel_id, 'session_id', n.session_id,
    'edition', n.edition, 'title', n.title, 'language', n.language,
    'series', (select genesis.series_json(s) from genesis_sessions s where s.session_id = n.session_id),
    'created_at', genesis.iso(n.created_at), 'updated_at', genesis.iso(n.updated_at))
$$;
grant execute on function genesis.novel_json(novels) to genesis_app;
