-- Ends a pending background command as CANCELLED or FAILED: command, task, partial text, what was
-- finished or half-written, and the next wait. The caller holds the session's lock and appends the
-- event with what this returns: the payload of command.cancelled, which command.failed extends.
create or replace function genesis.end_generation(
  s genesis_sessions, p_command uuid, p_status text, p_error jsonb
) returns jsonb
language plpgsql as $$
declare
  v_command command_inbox;
  v_task async_tasks;
  v_stage genesis_stages;
  v_contents jsonb;
  v_receipts jsonb;
  v_kept text;
  v_proposal genesis_proposals;
  v_parent jsonb;
  v_next uuid;
begin
  update command_inbox set status = p_status, error = p_error - 'kept_text', finished_at = now()
    where command_id = p_command returning * into strict v_command;
  update async_tasks set status = p_status, error = p_error - 'kept_text', finished_at = now()
    where command_id = p_command returning * into strict v_task;
  select to_jsonb(array_agg(f -> 'content' order by n)),
      to_jsonb(array_agg(coalesce(f -> 'receipts', '[]') order by n))
    into v_contents, v_receipts
    from jsonb_array_elements(genesis.finished_candidates(v_task)) with ordinality as x (f, n);
  select string_agg(text, E'\n\n' order by candidate_index) into v_kept
    from generation_partials g
    where g.command_id = p_command and g.text <> ''
      and not exists (select from jsonb_array_elements(v_task.finished) f
                      where (f ->> 'candidate_index')::integer = g.candidate_index);
  v_kept := genesis.cut_text(coalesce(p_error ->> 'kept_text', v_kept));
  delete from generation_partials where command_id = p_command;

  -- What was finished is a round, whether a stop or a failure ended the rest: it is paid for.
  if v_contents is not null then
    select genesis.candidate_of(p, (v_command.payload ->> 'candidate_id')::uuid) into v_parent
      from genesis_proposals p
      where p.session_id = s.session_id and p.stage = v_command.stage
        and p.proposal_id = (v_command.payload ->> 'proposal_id')::uuid;
    v_proposal := genesis.add_proposal(s, v_command.stage, v_contents, v_parent,
      case when v_parent is not null then (v_command.payload ->> 'proposal_id')::uuid end,
      coalesce(v_task.origin, '{"kind": "ai"}')
        || coalesce(genesis.call_totals(s.session_id, p_command), '{}') || jsonb_build_object('stopped', true,
        'feedback', v_command.payload -> 'feedback', 'locked', genesis.command_locked(p_command)),
      p_command, v_receipts);
    perform genesis.set_working(s, v_command, v_proposal, genesis.command_locked(p_command));
  end if;
  update genesis_stages set kept_text = v_kept
    where session_id = s.session_id and stage = v_command.stage
    returning * into strict v_stage;
  if s.answered_by = p_command then
    v_next := genesis.next_wait(s);
  end if;
  return jsonb_build_object('stage', v_command.stage, 'command_type', v_command.command_type,
    'kept_text', v_kept, 'proposal', genesis.proposal_reference(v_proposal), 'working', genesis.working_json(v_stage),
    'next_correlation_id', v_next);
end
$$;
grant execute on function genesis.end_generation(genesis_sessions, uuid, text, jsonb)
  to genesis_app, genesis_service;
