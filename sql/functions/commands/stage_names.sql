-- The five stages in their order.
create or replace function genesis.stage_names() returns text[]
language sql immutable as $$
  select array['CONCEPT_SELECTION', 'STORY_CONCEPTION', 'WORLDVIEW', 'CHARACTERS', 'PLOT_OUTLINE']
$$;
grant execute on function genesis.stage_names() to genesis_app, genesis_service;
