-- A new session that starts from a finished book's world and cast, as the next of its series: what
-- create_session answers, or {outcome: NOT_FOUND}. p_language null: the book's own.
-- Its log says it all: opened, told of what came before, world and cast taken over.
create or replace function genesis.begin_sequel(
  p_account uuid, p_novel uuid, p_title text, p_language text, p_key text, p_hash text,
  p_traceparent text default null, p_max_open integer default null, p_max_stored bigint default null
) returns jsonb
language plpgsql as $$
declare
  n novels;
  s genesis_sessions;
  v_made jsonb;
  v_novel jsonb;
  v_session uuid;
  v_number integer;
begin
  perform set_config('genesis.account_id', p_account::text, true);
  select * into n from novels where novel_id = p_novel and account_id is not distinct from p_account;
  if n.novel_id is null then
    return '{"outcome": "NOT_FOUND"}';
  end if;
  v_made := genesis.create_session(p_account, p_title, coalesce(p_language, n.language), p_key, p_hash,
    p_traceparent, p_max_open, p_max_stored);
  if v_made ->> 'outcome' <> 'CREATED' then
    return v_made;
  end if;
  v_novel := genesis.novel_json(n);
  v_session := (v_made -> 'state' ->> 'session_id')::uuid;
  v_number := genesis.next_in_series(p_account, n.session_id, v_session);
  select * into strict s from genesis_sessions where session_id = v_session;
  perform genesis.update_brief(s, jsonb_build_object('notes', genesis.canon_notes(v_novel, v_number, s.language),
    'constraints', coalesce(v_novel -> 'brief' -> 'constraints', '[]')), null, null);
  select * into strict s from genesis_sessions where session_id = v_session;
  s := genesis.take_canon(s, 'WORLDVIEW', v_novel);
  s := genesis.take_canon(s, 'CHARACTERS', v_novel);
  v_made := jsonb_build_object('outcome', 'CREATED', 'state', genesis.session_state(p_account, s.session_id)::jsonb);
  if p_key is not null then
    update genesis_sessions set created_answer = v_made -> 'state' where session_id = s.session_id;
  end if;
  return v_made;
end
$$;
grant execute on function genesis.begin_sequel(uuid, uuid, text, text, text, text, text, integer, bigint) to genesis_app;
