-- A candidate of a new round: its id, what changed against its parent, and where each field is
-- from. Fields that did not change keep the origin they had; the rest is `p_kind`, of this round.
-- p_parent is the parent candidate, or null.
create or replace function genesis.make_candidate(
  p_content jsonb, p_parent jsonb, p_kind text, p_proposal uuid
) returns jsonb
language plpgsql as $$
declare
  v_own jsonb := jsonb_build_object('kind', p_kind, 'proposal_id', p_proposal);
  v_root jsonb;
  v_changed jsonb;
  v_origins jsonb;
begin
  if p_parent is null then
    return jsonb_build_object('candidate_id', uuidv7(), 'content', p_content, 'changed', '[]'::jsonb,
      'field_origins', jsonb_build_object('', v_own));
  end if;
  v_root := coalesce(p_parent -> 'field_origins' -> '', v_own);
  with leaves as materialized (
    select * from genesis.diff_leaves(p_parent -> 'content', p_content)
  ), origins as (
    -- An unchanged branch brings along every entry that the parent had below it.
    select leaf.new_pointer as pointer,
      case when leaf.same then genesis.origin_of(p_parent -> 'field_origins', leaf.old_pointer)
           else v_own end as origin
    from leaves leaf
    union all
    select leaf.new_pointer || substr(entry.key, length(leaf.old_pointer) + 1), entry.value
    from leaves leaf
    join lateral jsonb_each(p_parent -> 'field_origins') entry
      on leaf.same and starts_with(entry.key, leaf.old_pointer || '/')
  )
  select
    coalesce((select jsonb_agg(new_pointer order by new_pointer) from leaves where not same), '[]'),
    jsonb_build_object('', v_root)
      || coalesce((select jsonb_object_agg(pointer, origin) from origins
                   where pointer <> '' and origin is distinct from v_root
                      or exists (select from origins o where o.pointer <> '' and starts_with(origins.pointer, o.pointer || '/')
                                 and o.origin is distinct from v_root)), '{}')
    into v_changed, v_origins;
  return jsonb_build_object('candidate_id', uuidv7(), 'content', p_content, 'changed', v_changed,
    'field_origins', v_origins);
end
$$;
grant execute on function genesis.make_candidate(jsonb, jsonb, text, uuid) to genesis_app, genesis_service;
