-- What is being generated now, with its progress and its text so far.
create or replace function genesis.pending_commands(p_session uuid) returns jsonb
language sql stable as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'command_id', i.command_id, 'command_type', i.command_type, 'status', i.status,
    'received_at', genesis.iso(i.received_at), 'started_at', genesis.iso(i.started_at),
    'attempt', t.attempts, 'progress', t.progress, 'message_code', t.message_code,
    'candidates_done', t.candidates_done, 'candidates_total', t.candidates_total,
    'partial', genesis.partial_texts(i.command_id)) order by i.received_at), '[]')
  from command_inbox i join async_tasks t using (command_id)
  where i.session_id = p_session and i.status in ('RECEIVED', 'PROCESSING')
$$;
grant execute on function genesis.pending_commands(uuid) to genesis_app;
