-- A stage as the state has it, by what was chosen then (choices_of) and how many rounds there were.
create or replace function genesis.past_stage(st genesis_stages, p_chosen jsonb, p_rounds integer) returns jsonb
language sql stable as $$
  select to_jsonb(genesis.stage_state(jsonb_populate_record(st, jsonb_build_object(
      'status', case when p_chosen ->> 'status' = 'EMPTY' and p_rounds > 0 then 'DRAFT' else p_chosen ->> 'status' end,
      'accepted_proposal_id', p_chosen #> '{accepted,proposal_id}',
      'accepted_candidate_id', p_chosen #> '{accepted,candidate_id}',
      'accepted_at', (p_chosen #>> '{accepted,accepted_at}')::timestamp at time zone 'UTC',
      'working_proposal_id', p_chosen #> '{working,proposal_id}',
      'working_candidate_id', p_chosen #> '{working,candidate_id}',
      'working_locked', coalesce(p_chosen #> '{working,locked}', '[]'),
      'stale_because', nullif(p_chosen -> 'stale_because', 'null'),
      'proposal_count', p_rounds)))) - 'kept_text' - 'usage'
$$;
grant execute on function genesis.past_stage(genesis_stages, jsonb, integer) to genesis_app;
