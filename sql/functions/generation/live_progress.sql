-- For the stream hub: the generations that are running in these sessions, with their text so far.
create or replace function genesis.live_progress(p_sessions uuid[]) returns jsonb
language sql stable as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'session_id', t.session_id, 'account', i.account_id, 'command_id', t.command_id, 'stage', t.stage, 'attempt', t.attempts,
    'progress', t.progress, 'message_code', t.message_code, 'candidates_done', t.candidates_done,
    'candidates_total', t.candidates_total,
    'partial', coalesce((
      select jsonb_agg(jsonb_build_object('candidate_index', g.candidate_index, 'text', g.text)
        order by g.candidate_index)
      from generation_partials g where g.command_id = t.command_id), '[]'))), '[]')
  from command_inbox i join async_tasks t using (command_id)
  where i.session_id = any (p_sessions) and i.status in ('RECEIVED', 'PROCESSING')
$$;
grant execute on function genesis.live_progress(uuid[]) to genesis_service;
