-- Where a map's sections go that belong to that stage (shared-types/material/destinations.ts).
create or replace function genesis.destinations_of(p_stage text) returns text[]
language sql immutable as $$
  select case p_stage
    when 'CONCEPT_SELECTION' then array['idea', 'concept']
    when 'STORY_CONCEPTION' then array['story']
    when 'WORLDVIEW' then array['world']
    when 'CHARACTERS' then array['character']
    when 'PLOT_OUTLINE' then array['chapter']
    else array[]::text[] end
$$;
grant execute on function genesis.destinations_of(text) to genesis_service;
