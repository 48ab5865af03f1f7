-- Before these sessions go to another account: the texts that their rounds only refer to, and that
-- stay behind, are given to one of them.
create or replace function genesis.take_contents(p_sessions uuid[]) returns void
language sql as $$
  update genesis_proposals p set candidates = held.candidates
  from (
    select distinct on (o.proposal_id) o.proposal_id, h.candidates, o.session_id
    from genesis_proposals o join genesis_proposals h
      on h.proposal_id = o.proposal_id and not h.session_id = any (p_sessions) and h.candidates is not null
    where o.session_id = any (p_sessions)
      and not exists (select from genesis_proposals k where k.proposal_id = o.proposal_id
        and k.session_id = any (p_sessions) and k.candidates is not null)
    order by o.proposal_id, o.session_id
  ) held
  where p.proposal_id = held.proposal_id and p.session_id = held.session_id
$$;
grant execute on function genesis.take_contents(uuid[]) to genesis_service;
