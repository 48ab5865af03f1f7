-- The round that a piece is carried in from: one of the session's own, or of a session that is a branch
-- of the same first one.
create or replace function genesis.piece_round(p_session uuid, p_stage text, p_proposal uuid)
returns setof genesis_proposals
language sql stable rows 1 as $$
  select p.* from genesis_proposals p
    join genesis_sessions o on o.session_id = p.session_id
    join genesis_sessions s on s.session_id = p_session
      and (s.session_id = o.session_id
        or coalesce(s.branch_root, s.session_id) = coalesce(o.branch_root, o.session_id))
  where p.proposal_id = p_proposal and p.stage = p_stage and o.account_id = s.account_id
  order by p.session_id <> p_session limit 1
$$;
grant execute on function genesis.piece_round(uuid, text, uuid) to genesis_app, genesis_service;
