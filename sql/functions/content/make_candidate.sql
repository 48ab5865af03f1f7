-- A candidate of a new round as it is stored: its id, its content, what changed against its parent,
-- and where its fields are from. Fields that did not change keep the origin they had; the rest is
-- `p_kind`, of this round. p_parent is the parent candidate as stored, or null.
--   {candidate_id, content, root: {kind, proposal_id}, own: {kind, proposal_id},
--    changed: pack_pointers, inherited: [{kind, proposal_id, fields: pack_pointers}]}
-- candidate_json makes the wire's form of it, which says the origin anew for each field.
create or replace function genesis.make_candidate(
  p_content jsonb, p_parent jsonb, p_kind text, p_proposal uuid
) returns jsonb
language plpgsql as $$
declare
  v_own jsonb := jsonb_build_object('kind', p_kind, 'proposal_id', p_proposal);
  v_root jsonb;
  v_candidate jsonb := jsonb_build_object('candidate_id', uuidv7(), 'content', p_content);
  v_changed text[];
  v_same_old text[];
  v_same_new text[];
  v_inherited jsonb;
begin
  if p_parent is null then
    return v_candidate || jsonb_build_object('root', v_own);
  end if;
  v_root := coalesce(p_parent -> 'root', p_parent -> 'field_origins' -> '', v_own);
  v_candidate := v_candidate || jsonb_build_object('root', v_root);
  select array_agg(new_pointer) filter (where not same), array_agg(old_pointer) filter (where same),
      array_agg(new_pointer) filter (where same)
    into v_changed, v_same_old, v_same_new
    from genesis.diff_leaves(p_parent -> 'content', p_content);
  if v_changed is not null then
    v_candidate := v_candidate
      || jsonb_build_object('own', v_own, 'changed', genesis.pack_pointers(v_changed));
  end if;
  if p_parent ?| array['own', 'inherited', 'field_origins'] then
    select jsonb_agg(o.origin || jsonb_build_object('fields', o.fields)) into v_inherited from (
      select i.origin, genesis.pack_pointers(array_agg(i.pointer)) as fields
      from genesis.inherited_origins(p_parent, v_root, v_same_old, v_same_new) i group by i.origin) o;
    if v_inherited is not null then
      v_candidate := v_candidate || jsonb_build_object('inherited', v_inherited);
    end if;
  end if;
  return v_candidate;
end
$$;
grant execute on function genesis.make_candidate(jsonb, jsonb, text, uuid) to genesis_app, genesis_service;
