-- The rounds that an event brought: {proposal} of one, or one a stage. Their ids stand where they stood in
-- every version.
create or replace function genesis.rounds_of(p_payload jsonb) returns setof uuid
language sql immutable rows 1 as $$
  select (p_payload #>> '{proposal,proposal_id}')::uuid where jsonb_typeof(p_payload -> 'proposal') = 'object'
  union all
  select (value #>> '{proposal,proposal_id}')::uuid
  from jsonb_each(case when jsonb_typeof(p_payload -> 'stages') = 'object' then p_payload -> 'stages' else '{}' end)
$$;
grant execute on function genesis.rounds_of(jsonb) to genesis_app, genesis_service;
