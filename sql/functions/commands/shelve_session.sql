-- ARCHIVE_SESSION, UNARCHIVE_SESSION, RENAME_SESSION: where a book stands, and what it is called.
create or replace function genesis.shelve_session(
  s genesis_sessions, p_type text, p_payload jsonb, p_key text, p_hash text
) returns jsonb
language plpgsql as $$
begin
  update genesis_sessions
    set title = coalesce(p_payload ->> 'title', title),
        archived_at = case p_type when 'ARCHIVE_SESSION' then now()
          when 'UNARCHIVE_SESSION' then null else archived_at end
    where session_id = s.session_id;
  return genesis.record_command(s, p_type, p_payload, s.current_stage, '{}', p_payload, p_key, p_hash);
end
$$;
grant execute on function genesis.shelve_session(genesis_sessions, text, jsonb, text, text) to genesis_app;
