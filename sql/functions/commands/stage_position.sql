-- A stage's place in the order of the five, from 1.
create or replace function genesis.stage_position(p_stage text) returns integer
language sql immutable as $$
  select array_position(
    array['CONCEPT_SELECTION', 'STORY_CONCEPTION', 'WORLDVIEW', 'CHARACTERS', 'PLOT_OUTLINE'], p_stage)
$$;
grant execute on function genesis.stage_position(text) to genesis_app, genesis_service;
