-- A branch places again what its book's material was, so the account is asked for and not the session.
-- What a PLACE_MATERIAL places, in the text's order: [{section_id, heading, level, goes_to, is_group,
-- text}]; null for every other command. Without section_ids those that the map sends to the stage, or
-- all where it sends none. What is beyond 262,144 characters is more than a stage holds, and stays beside it.
create or replace function genesis.placed_sections(s genesis_sessions, i command_inbox) returns jsonb
language sql stable as $$
  with part as materialized (
    select t.part, t.n, m.content,
      case when i.payload ? 'section_ids' then i.payload -> 'section_ids' @> jsonb_build_array(t.part -> 'section_id')
        else t.part ->> 'goes_to' = any (genesis.destinations_of(i.stage)) end as is_meant
    from materials m, jsonb_array_elements(m.sections) with ordinality as t (part, n)
    where i.command_type = 'PLACE_MATERIAL' and m.account_id = s.account_id
      and m.material_id = (i.payload ->> 'material_id')::uuid
  ), chosen as (
    select p.part, p.n, p.content, sum((p.part ->> 'chars')::integer) over (order by p.n) as so_far
    from part p where p.is_meant or not exists (select from part where is_meant)
  )
  select case when i.command_type = 'PLACE_MATERIAL' then coalesce(jsonb_agg(part - 'at' - 'chars'
      || jsonb_build_object('text', substr(content, (part ->> 'at')::integer + 1, (part ->> 'chars')::integer)) order by n), '[]') end
  from chosen where so_far <= 262144 or n = (select min(n) from chosen)
$$;
grant execute on function genesis.placed_sections(genesis_sessions, command_inbox) to genesis_service;
