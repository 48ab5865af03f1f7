-- A candidate's readable text so far, of which up to 256 KiB are kept. {outcome: WRITTEN | REFUSED}.
create or replace function genesis.write_partial(
  p_command uuid, p_run_epoch integer, p_attempt integer, p_candidate_index integer, p_text text
) returns jsonb
language plpgsql as $$
begin
  insert into generation_partials (command_id, candidate_index, session_id, account_id, attempt, text)
  select p_command, p_candidate_index, i.session_id, i.account_id, p_attempt, genesis.cut_text(p_text)
  from command_inbox i
  where i.command_id = p_command and i.status = 'PROCESSING' and i.run_epoch = p_run_epoch
  on conflict (command_id, candidate_index) do update
    set attempt = excluded.attempt, text = excluded.text, updated_at = now();
  return jsonb_build_object('outcome', case when found then 'WRITTEN' else 'REFUSED' end);
end
$$;
grant execute on function genesis.write_partial(uuid, integer, integer, integer, text) to genesis_service;
