-- What a writer has chosen, without any text of it: what UNDO and REDO set, and what every version of
-- the log amounts to (choices_at):
--   {title, status, current_stage, brief, answers, archived_at,
--    stages: {STAGE: {status, accepted: {proposal_id, candidate_id, accepted_at}|null, working, stale_because}}}
-- stale_because: {STAGE: {proposal_id, candidate_id}}, what of those stages this one was built on.
-- Times have no zone here: they are UTC.
create or replace function genesis.choices_of(s genesis_sessions) returns jsonb
language sql stable as $$
  select jsonb_build_object('title', s.title, 'status', s.status, 'current_stage', s.current_stage,
    'brief', genesis.brief_json(s.brief), 'answers', s.answers, 'archived_at', s.archived_at at time zone 'UTC',
    'stages', (
      select jsonb_object_agg(st.stage, jsonb_build_object('status', st.status,
        'accepted', case when st.accepted_candidate_id is not null then jsonb_build_object(
          'proposal_id', st.accepted_proposal_id, 'candidate_id', st.accepted_candidate_id,
          'accepted_at', st.accepted_at at time zone 'UTC') end,
        'working', genesis.working_json(st), 'stale_because', st.stale_because))
      from genesis_stages st where st.session_id = s.session_id))
$$;
grant execute on function genesis.choices_of(genesis_sessions) to genesis_app, genesis_service;
