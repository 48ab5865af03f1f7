-- Makes these the session's choices (choices_of), at that version. Texts stay: a stage that was empty
-- then and has rounds now is a DRAFT. Returns the wait that begins with it, where one does.
create or replace function genesis.set_choices(s genesis_sessions, p_choices jsonb, p_version integer)
returns uuid
language plpgsql as $$
begin
  update genesis_stages st
    set status = case when c.value ->> 'status' = 'EMPTY' and st.proposal_count > 0 then 'DRAFT'
          else c.value ->> 'status' end,
        accepted_proposal_id = (c.value #>> '{accepted,proposal_id}')::uuid,
        accepted_candidate_id = (c.value #>> '{accepted,candidate_id}')::uuid,
        accepted_at = (c.value #>> '{accepted,accepted_at}')::timestamp at time zone 'UTC',
        working_proposal_id = (c.value #>> '{working,proposal_id}')::uuid,
        working_candidate_id = (c.value #>> '{working,candidate_id}')::uuid,
        working_locked = coalesce(c.value #> '{working,locked}', '[]'),
        working_version = p_version,
        stale_because = nullif(c.value -> 'stale_because', 'null')
    from jsonb_each(p_choices -> 'stages') c
    where st.session_id = s.session_id and st.stage = c.key;
  update genesis_sessions
    set title = p_choices ->> 'title', current_stage = p_choices ->> 'current_stage',
        brief = jsonb_strip_nulls(p_choices -> 'brief'), answers = p_choices -> 'answers',
        archived_at = (p_choices ->> 'archived_at')::timestamp at time zone 'UTC'
    where session_id = s.session_id;
  return genesis.move_session(s, p_choices ->> 'status');
end
$$;
grant execute on function genesis.set_choices(genesis_sessions, jsonb, integer) to genesis_app;
