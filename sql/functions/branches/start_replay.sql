-- Lets a new branch repeat on that model what its first session did after its version.
create or replace function genesis.start_replay(
  s genesis_sessions, b genesis_sessions, p_model text, p_max_stored bigint
) returns void
language plpgsql as $$
begin
  insert into session_replays
    (session_id, account_id, source_session_id, model, status, at_version, until_version, max_stored, generations_total)
  select b.session_id, b.account_id, s.session_id, p_model, 'RUNNING', b.branch_of_version, s.version, p_max_stored,
    count(genesis.generated_by(e, s.version))
  from domain_events e
  where e.session_id = s.session_id and e.version > b.branch_of_version and e.version <= s.version
    and e.correlation_id is not null and not genesis.is_undone(s.session_id, e.version, s.version);
  perform genesis.advance_replay(b.session_id);
end
$$;
grant execute on function genesis.start_replay(genesis_sessions, genesis_sessions, text, bigint) to genesis_app;
