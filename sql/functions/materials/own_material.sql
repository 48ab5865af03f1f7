-- What of the writer's own material a stage is given beside the brief, word for word, in order:
-- [{name, heading, text}]. What the map sends to it, and for concepts the materials of the idea; at most
-- 24,000 characters of all together, the first first.
create or replace function genesis.own_material(s genesis_sessions, i command_inbox) returns jsonb
language sql stable as $$
  with chosen as (
    select m.name, t.part, m.content,
      sum((t.part ->> 'chars')::integer) over (order by m.created_at, m.material_id, t.n) as so_far
    from materials m, jsonb_array_elements(m.sections) with ordinality as t (part, n)
    where m.session_id in (s.session_id, genesis.replayed_session(s.session_id)) and i.command_type <> 'PLACE_MATERIAL'
      and (t.part ->> 'goes_to' = any (genesis.destinations_of(i.stage))
        or i.stage = 'CONCEPT_SELECTION' and m.is_of_idea)
  )
  select coalesce(jsonb_agg(jsonb_build_object('name', name, 'heading', part -> 'heading',
      'text', substr(content, (part ->> 'at')::integer + 1,
        least((part ->> 'chars')::integer, 24000 - (so_far - (part ->> 'chars')::integer)::integer)))
      order by so_far), '[]')
  from chosen where so_far - (part ->> 'chars')::integer < 24000
$$;
grant execute on function genesis.own_material(genesis_sessions, command_inbox) to genesis_service;
