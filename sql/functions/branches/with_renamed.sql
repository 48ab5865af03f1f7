-- A replay's rounds with those of a name that was changed in the repeated session: where the name was
-- changed here too (p_version: that command's), the round that it made, else what stands for its parent.
create or replace function genesis.with_renamed(r session_replays, p_stages jsonb, p_version integer) returns jsonb
language sql stable as $$
  select r.rounds || coalesce(jsonb_object_agg(renamed #>> '{proposal,proposal_id}', jsonb_build_object(
    'proposal_id', ids -> 'proposal_id', 'candidate_ids', jsonb_build_array(ids -> 'candidate_id')))
    filter (where ids is not null), '{}')
  from jsonb_each(p_stages) as x (stage, renamed), lateral (select coalesce(
    (select jsonb_build_object('proposal_id', st.working_proposal_id, 'candidate_id', st.working_candidate_id)
      from genesis_stages st
      where st.session_id = r.session_id and st.stage = x.stage and st.working_version = p_version),
    genesis.replayed_ids(r, jsonb_build_object('proposal_id', renamed #> '{proposal,proposal_id}'))) as ids) found
$$;
grant execute on function genesis.with_renamed(session_replays, jsonb, integer) to genesis_app, genesis_service;
