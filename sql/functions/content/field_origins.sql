-- Where each field of a stored candidate is from, as (pointer, origin); what has no row of its own is
-- from where the nearest container above it is. What is stored (make_candidate) or, in rows of
-- release 0.1.0, the wire's own form.
create or replace function genesis.field_origins(p_candidate jsonb)
returns table (pointer text, origin jsonb)
language sql immutable as $$
  select key, value from jsonb_each(p_candidate -> 'field_origins')
  union all
  select '', p_candidate -> 'root' where p_candidate ? 'root'
  union all
  select genesis.unpack_pointers(p_candidate -> 'changed'), p_candidate -> 'own' where p_candidate ? 'own'
  union all
  select genesis.unpack_pointers(i -> 'fields'), i - 'fields'
  from jsonb_array_elements(p_candidate -> 'inherited') i
$$;
grant execute on function genesis.field_origins(jsonb) to genesis_app, genesis_service;
