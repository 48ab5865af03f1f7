-- Ends a generation with its proposal: COMPLETED, a new round, the next wait.
-- p_contents: one content a candidate, null for one that save_finished has kept, which is taken from there; p_origin: {kind, model, prompt_version, input_tokens,
-- output_tokens, cost_usd}, whose counts are the record's where the command's calls are on record;
-- p_locked: the locks, with their pointers as they are in the new content.
-- p_receipts: a list of receipts a candidate, in the same order; null from a worker of 0.1.0 that still
-- runs after the upgrade, whose contents are of version 1.
-- {outcome: RECORDED, proposal_id, correlation_id}, {outcome: REFUSED, status} or {outcome: TOO_LARGE}.
create or replace function genesis.record_proposal(
  p_command uuid, p_run_epoch integer, p_contents jsonb, p_origin jsonb, p_locked jsonb,
  p_receipts jsonb default null
) returns jsonb
language plpgsql as $$
declare
  s genesis_sessions;
  i command_inbox;
  v_lock record;
  v_parent jsonb;
  v_proposal genesis_proposals;
  v_stage genesis_stages;
  v_next uuid;
  v_totals jsonb;
  v_contents jsonb := p_contents;
begin
  select * into v_lock from genesis.lock_generation(p_command, p_run_epoch);
  s := v_lock.s;
  i := v_lock.i;
  if not v_lock.held then
    return jsonb_build_object('outcome', 'REFUSED', 'status', i.status);
  end if;
  if exists (select from jsonb_array_elements(p_contents) content where genesis.is_too_large(content)) then
    return '{"outcome": "TOO_LARGE"}';
  end if;
  -- A content crosses once. null of jsonb, which a worker sends for what is here.
  if exists (select from jsonb_array_elements(p_contents) content where content = 'null') then
    select to_jsonb(array_agg(case when c.content = 'null' then k.kept -> 'content' else c.content end order by c.n)),
        to_jsonb(array_agg(case when c.content = 'null' then k.kept -> 'receipts' else p_receipts -> (c.n::integer - 1) end order by c.n))
      into strict v_contents, p_receipts
      from jsonb_array_elements(p_contents) with ordinality c (content, n)
        left join lateral (select f as kept
          from async_tasks t, jsonb_array_elements(genesis.finished_candidates(t)) f
          where t.command_id = p_command and (f ->> 'candidate_index')::integer = c.n - 1) k on true;
  end if;
  select genesis.candidate_of(p, (i.payload ->> 'candidate_id')::uuid) into v_parent
    from genesis_proposals p
    where p.session_id = s.session_id and p.stage = i.stage
      and p.proposal_id = (i.payload ->> 'proposal_id')::uuid;
  if p_receipts is null then
    select to_jsonb(array_agg(genesis.upcast_content_1(i.stage, content) order by n)) into strict v_contents
      from jsonb_array_elements(p_contents) with ordinality as x (content, n);
    p_locked := genesis.upcast_pointers_1(p_locked);
  end if;
  v_totals := genesis.call_totals(s.session_id, p_command);
  v_proposal := genesis.add_proposal(s, i.stage, v_contents, v_parent,
    case when v_parent is not null then (i.payload ->> 'proposal_id')::uuid end,
    p_origin || coalesce(v_totals, '{}') || jsonb_build_object('feedback', i.payload -> 'feedback', 'locked', p_locked), p_command, p_receipts);
  perform genesis.set_working(s, i, v_proposal, p_locked);
  update genesis_stages set kept_text = null
    where session_id = s.session_id and stage = i.stage returning * into strict v_stage;
  if v_totals is null then
    perform genesis.count_usage(s.session_id, i.stage, p_origin);
  end if;
  update command_inbox
    set status = 'COMPLETED', finished_at = now(),
        result = jsonb_build_object('proposal_id', v_proposal.proposal_id)
    where command_id = p_command;
  update async_tasks
    set status = 'COMPLETED', progress = 100, finished_at = now(), message_code = null,
        candidates_done = jsonb_array_length(p_contents), finished = '[]'
    where command_id = p_command;
  delete from generation_partials where command_id = p_command;
  if s.answered_by = p_command then
    v_next := genesis.next_wait(s);
  end if;
  update genesis_sessions
    set version = version + 1, updated_at = now(), run_seen_at = now()
    where session_id = s.session_id returning * into s;
  perform genesis.continue_trace(p_command);
  perform genesis.append_event(s.session_id, s.account_id, s.version, 'genesis.proposal.ready',
    jsonb_build_object('stage', i.stage, 'proposal', genesis.proposal_reference(v_proposal),
      'working', genesis.working_json(v_stage), 'next_correlation_id', v_next),
    p_command, null);
  perform genesis.replay_recorded(v_proposal);
  return jsonb_build_object('outcome', 'RECORDED', 'proposal_id', v_proposal.proposal_id,
    'correlation_id', s.correlation_id);
end
$$;
grant execute on function genesis.record_proposal(uuid, integer, jsonb, jsonb, jsonb, jsonb) to genesis_service;
