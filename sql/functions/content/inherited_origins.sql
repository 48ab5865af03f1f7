-- What the fields that did not change keep: (pointer in the new content, origin), where it is not
-- p_root. p_parent: the candidate as stored that p_content was made from; p_same: the old and the
-- new pointer of each branch that did not change, two arrays of one length.
-- What stands above a field is looked for once a container. No nested loops: each side of a join is
-- looked through once, whatever the planner expects of it.
create or replace function genesis.inherited_origins(
  p_parent jsonb, p_root jsonb, p_old text[], p_new text[]
) returns table (pointer text, origin jsonb)
language sql stable
set enable_nestloop to off
set jit to off
as $$
  with entry as materialized (
    select o.pointer, o.origin, genesis.pointer_container(o.pointer) as container
    from genesis.field_origins(p_parent) o
  ), branch as materialized (
    select t.old_pointer, t.new_pointer, genesis.pointer_container(t.old_pointer) as container
    from unnest(p_old, p_new) as t (old_pointer, new_pointer)
  ), above as materialized (
    select c.container, genesis.pointer_prefixes(c.container) as prefix
    from (select container from entry union select container from branch) c
  ), container_origin as (
    select distinct on (a.container) a.container, e.origin
    from above a join entry e on e.pointer = a.prefix
    order by a.container, length(e.pointer) desc
  )
  select i.pointer, i.origin from (
    -- An unchanged branch is from where it was,
    select b.new_pointer as pointer, coalesce(e.origin, c.origin) as origin
    from branch b
      left join entry e on e.pointer = b.old_pointer
      left join container_origin c on c.container = b.container
  ) i where i.origin <> p_root and i.pointer <> ''
  union all
  -- and brings along every entry that the parent had below it.
  select b.new_pointer || substr(e.pointer, length(b.old_pointer) + 1), e.origin
  from branch b
    join above a on a.prefix = b.old_pointer
    join entry e on e.container = a.container and e.pointer <> b.old_pointer
$$;
grant execute on function genesis.inherited_origins(jsonb, jsonb, text[], text[]) to genesis_app, genesis_service;
