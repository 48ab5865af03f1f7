-- The novel of an imported log, of its last finish: made of the tables as they were at that event, as
-- FINISH_GENESIS makes it.
create or replace function genesis.finish_import(
  s genesis_sessions, p_choices jsonb, p_finished jsonb, p_at timestamptz, p_usage jsonb
) returns void
language plpgsql as $$
declare
  v_content jsonb;
begin
  perform genesis.set_choices(s, p_choices, 0);
  select * into strict s from genesis_sessions where session_id = s.session_id;
  v_content := genesis.novel_content(s, genesis.accepted_in(p_choices));
  insert into novels (novel_id, session_id, account_id, edition, title, language, content, created_at, updated_at)
  values ((p_finished ->> 'novel_id')::uuid, s.session_id, s.account_id, (p_finished ->> 'edition')::integer,
    p_finished ->> 'title', s.language,
    v_content || jsonb_build_object('usage', coalesce(nullif(p_usage, 'null'), v_content -> 'usage')),
    (select min(occurred_at) from domain_events
      where session_id = s.session_id and event_type = 'genesis.session.finished'), p_at);
end
$$;
grant execute on function genesis.finish_import(genesis_sessions, jsonb, jsonb, timestamptz, jsonb) to genesis_app;
