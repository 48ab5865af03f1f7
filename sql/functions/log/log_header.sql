-- The first line of a session's log as it is taken away, and the version that it goes up to:
-- {line, version, title}, or null where the account has no such session.
-- p_about: what the header says beside that (format, contents' schemas).
-- chain_begins: the first event that was hashed when it was written; null: none yet.
create or replace function genesis.log_header(p_account uuid, p_session uuid, p_about jsonb) returns json
language plpgsql stable as $$
declare
  s genesis_sessions;
  v_head text;
  v_header text;
begin
  perform set_config('genesis.account_id', p_account::text, true);
  select * into s from genesis_sessions where session_id = p_session and account_id is not distinct from p_account;
  if not found then
    return null;
  end if;
  select substr(genesis.log_line(e), 11, 64) into v_head from domain_events e
    where e.session_id = s.session_id and e.version = s.version;
  v_header := (p_about || jsonb_build_object('session_id', s.session_id, 'title', s.title,
    'language', s.language, 'version', s.version, 'head', v_head, 'exported_at', genesis.iso(now()),
    'chain_begins', (select min(version) from domain_events where session_id = s.session_id and hash is not null),
    'usage', genesis.log_usage(s)))::text;
  return json_build_object('version', s.version, 'title', s.title, 'line',
    '{"hash": "' || encode(genesis.event_hash(null, v_header), 'hex') || '", "header": ' || v_header || '}');
end
$$;
grant execute on function genesis.log_header(uuid, uuid, jsonb) to genesis_app;
