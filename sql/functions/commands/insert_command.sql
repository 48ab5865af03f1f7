-- The inbox row. ON CONFLICT names the partial unique index: no row comes back where the same
-- command is already pending, even without the check before it.
create or replace function genesis.insert_command(
  s genesis_sessions, p_type text, p_payload jsonb, p_is_background boolean, p_stage text,
  p_version integer, p_correlation uuid, p_result jsonb, p_key text, p_hash text
) returns command_inbox
language sql as $$
  insert into command_inbox
    (session_id, account_id, command_type, payload, status, is_background, stage, version,
     correlation_id, result, idempotency_key, request_hash, finished_at)
  values
    (s.session_id, s.account_id, p_type, p_payload,
     case when p_is_background then 'RECEIVED' else 'COMPLETED' end, p_is_background, p_stage,
     p_version, p_correlation, p_result, p_key, p_hash,
     case when p_is_background then null else now() end)
  on conflict (session_id, command_type) where status in ('RECEIVED', 'PROCESSING') do nothing
  returning *
$$;
grant execute on function genesis.insert_command(genesis_sessions, text, jsonb, boolean, text, integer, uuid, jsonb, text, text)
  to genesis_app;
