-- Of lists of pointers (or null), those that point to something in that candidate; an empty `only` is
-- left out: nothing would be free.
create or replace function genesis.replayed_pointers(p_session uuid, p_ids jsonb, p_lists jsonb) returns jsonb
language sql stable as $$
  select coalesce(jsonb_object_agg(key, pointers) filter (where pointers <> '[]' or key <> 'only'), '{}')
  from jsonb_each(jsonb_strip_nulls(p_lists)) l, lateral (
    select coalesce(jsonb_agg(pointer), '[]') as pointers
    from jsonb_array_elements_text(l.value) pointer
    where exists (select from genesis_proposals p
      where p.session_id = p_session and p.proposal_id = (p_ids ->> 'proposal_id')::uuid
        and genesis.candidate_of(p, (p_ids ->> 'candidate_id')::uuid) -> 'content' #> genesis.pointer_path(pointer)
          is not null)) x
$$;
grant execute on function genesis.replayed_pointers(uuid, jsonb, jsonb) to genesis_app, genesis_service;
