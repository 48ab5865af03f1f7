-- One stage of the state: its newest two rounds, the working and every accepted one, oldest first. What was
-- accepted before is there for the last three times, and where a stage that is stale was built on it: the
-- state of a book that was opened again a thousand times is no larger than that of another. json, as the
-- whole state: it is only put together here, and never asked.
create or replace function genesis.stage_state(st genesis_stages) returns json
language sql stable as $$
  select json_build_object(
    'status', st.status,
    'accepted', case when st.accepted_candidate_id is not null then jsonb_build_object(
      'proposal_id', st.accepted_proposal_id, 'candidate_id', st.accepted_candidate_id,
      'content', genesis.accepted_content(st), 'accepted_at', genesis.iso(st.accepted_at)) end,
    'working', genesis.working_json(st),
    'stale_because', (select jsonb_agg(stage order by genesis.stage_position(stage))
      from jsonb_object_keys(st.stale_because) stage),
    'stale_basis', st.stale_because,
    'kept_text', st.kept_text,
    'usage', json_build_object('input_tokens', st.input_tokens, 'output_tokens', st.output_tokens,
      'cost_usd', st.cost_usd),
    'proposal_count', st.proposal_count,
    'proposals', coalesce((
      select json_agg(genesis.proposal_json(p) order by p.round) from genesis_proposals p
      where p.session_id = st.session_id and p.stage = st.stage and p.round <= st.proposal_count
        and (p.round > st.proposal_count - 2
          or p.proposal_id = st.working_proposal_id or p.proposal_id = st.accepted_proposal_id
          or jsonb_path_query_array(st.accepted_rounds, '$[last - 2 to last]') ? p.proposal_id::text
          or p.proposal_id in (
            select (later.stale_because #>> array[st.stage, 'proposal_id'])::uuid from genesis_stages later
            where later.session_id = st.session_id and later.stale_because ? st.stage))), '[]'::json))
$$;
grant execute on function genesis.stage_state(genesis_stages) to genesis_app;
