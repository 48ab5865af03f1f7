-- A part of an outline of version 1: its beats are its conflict and its turn, and its chapters share
-- its length. A chapter's free `payoff` stays beside `payoff_ids`.
create or replace function genesis.upcast_part_1(p_part jsonb) returns jsonb
language sql immutable as $$
  select p_part || jsonb_build_object(
    'beats', jsonb_build_array(p_part -> 'conflict', p_part -> 'turn'),
    'chapters', coalesce((
      select to_jsonb(array_agg(c || jsonb_build_object('reveals', '[]'::jsonb, 'payoff_ids', '[]'::jsonb,
          'length', greatest(1, (p_part ->> 'length')::integer / nullif(jsonb_array_length(p_part -> 'chapters'), 0)))
        order by n))
      from jsonb_array_elements(p_part -> 'chapters') with ordinality as x (c, n)), '[]'))
$$;
grant execute on function genesis.upcast_part_1(jsonb) to genesis_app, genesis_service;
