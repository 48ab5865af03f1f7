-- genesis.idea.submitted: version 2's brief has the writer's constraints, of which there were none.
create or replace function genesis.upcast_idea_submitted_1(payload jsonb) returns jsonb
language sql immutable as $$
  select payload || jsonb_build_object('brief', genesis.brief_json(payload -> 'brief'))
$$;
grant execute on function genesis.upcast_idea_submitted_1(jsonb) to genesis_app, genesis_service;
