-- The account's shelf, newest first: {sessions, next}. Sessions that never had a command are left
-- out. Until a concept is confirmed a book goes by the title of the one that is chosen.
-- p_search: a part of what sessions_saying looks in; p_archived: only archived ones, or only others; p_deleted: those
-- that are deleted and not yet erased, and only them.
create or replace function genesis.list_sessions(
  p_account uuid, p_before text, p_limit integer, p_search text default null, p_archived boolean default null,
  p_deleted boolean default false
) returns jsonb
language plpgsql stable as $$
declare
  v_page jsonb;
begin
  perform set_config('genesis.account_id', p_account::text, true);
  if p_deleted then
    perform set_config('genesis.with_deleted', 'on', true);
  end if;
  select coalesce(jsonb_agg(jsonb_build_object('session_id', session_id,
      'title', coalesce(nullif(title, ''), genesis.chosen_title(session_id), ''),
      'language', language, 'status', status, 'current_stage', current_stage,
      'is_pending', exists (select from command_inbox i
        where i.session_id = page.session_id and i.status in ('RECEIVED', 'PROCESSING')),
      'updated_at', genesis.iso(updated_at), 'novel_id', novel_id,
      'archived_at', genesis.iso(archived_at),
      'branch_of', case when branch_of_session is not null
        then jsonb_build_object('session_id', branch_of_session, 'version', branch_of_version) end,
      'series', case when series_id is not null then (
        select genesis.series_json(b) - 'books' from genesis_sessions b where b.session_id = page.session_id) end,
      'confirmed_stages', (select count(*) from genesis_stages st
        where st.session_id = page.session_id and st.status = 'CONFIRMED'),
      'genres', genesis.genres_of(session_id, brief),
      'last_line', genesis.last_line(session_id),
      'key', genesis.page_cursor(updated_at, session_id))
      order by updated_at desc, session_id desc), '[]') into v_page
  from (
    select * from genesis_sessions s
    where s.account_id = p_account and s.version > 1 and (s.deleted_at is not null) = p_deleted
      and (p_archived is null or p_archived = (s.archived_at is not null))
      and (p_search is null or s.session_id in (select genesis.sessions_saying(p_account, lower(p_search))))
      and (p_before is null or (s.updated_at, s.session_id) <
        (split_part(p_before, '|', 1)::timestamptz, split_part(p_before, '|', 2)::uuid))
    order by s.updated_at desc, s.session_id desc limit p_limit + 1
  ) page;
  return genesis.page_of('sessions', v_page, p_limit);
end
$$;
grant execute on function genesis.list_sessions(uuid, text, integer, text, boolean, boolean) to genesis_app;
