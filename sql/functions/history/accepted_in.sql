-- What is accepted in these choices (choices_of): {STAGE: {proposal_id, candidate_id}}.
create or replace function genesis.accepted_in(p_choices jsonb) returns jsonb
language sql immutable as $$
  select jsonb_object_agg(key, value -> 'accepted')
  from jsonb_each(p_choices -> 'stages') where value -> 'accepted' <> 'null'
$$;
grant execute on function genesis.accepted_in(jsonb) to genesis_app;
