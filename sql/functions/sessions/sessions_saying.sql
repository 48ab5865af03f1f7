-- The sessions of an account in which a text (in lower case) is: in the title, in the writer's idea and
-- notes, or in a value of what is accepted or chosen in a stage. Chinese is found like any other: by its
-- characters, not by words. One statement for all of them: what starts anew for each book costs more
-- than the reading. What a stage of a branch does not say itself (keep_stage_says), the session that it
-- goes on from does, where the same stands there; else the contents are read.
create or replace function genesis.sessions_saying(p_account uuid, p_text text) returns setof uuid
language sql stable as $$
  select session_id from genesis_sessions
  where account_id = p_account and (strpos(lower(title), p_text) > 0
    or strpos(lower(concat_ws(E'\n', brief ->> 'genre', brief ->> 'hints', brief ->> 'idea', brief ->> 'notes')), p_text) > 0)
  union all
  select s.session_id
  from genesis_sessions s join genesis_stages st on st.session_id = s.session_id
  where s.account_id = p_account and strpos(st.says, p_text) > 0
  union all
  select s.session_id
  from genesis_sessions s join genesis_stages st on st.session_id = s.session_id
    left join lateral (
      select o.says from genesis_stages o
      where o.session_id in (s.branch_of_session, s.branch_root) and o.stage = st.stage and o.says is not null
        and o.accepted_candidate_id is not distinct from st.accepted_candidate_id
        and o.working_candidate_id is not distinct from st.working_candidate_id limit 1
    ) shared on true
  where s.account_id = p_account and s.branch_root is not null and st.says is null
    and (st.accepted_candidate_id is not null or st.working_candidate_id is not null)
    and strpos(coalesce(shared.says, genesis.stage_says(st)), p_text) > 0
$$;
grant execute on function genesis.sessions_saying(uuid, text) to genesis_app;
