-- Before the rounds of these sessions go, or go to another account: the texts that rounds of other
-- sessions only refer to are given to one of them (of each account).
create or replace function genesis.keep_contents(p_sessions uuid[]) returns void
language sql as $$
  update genesis_proposals p set candidates = held.candidates
  from (
    select distinct on (h.proposal_id, o.account_id) h.proposal_id, h.candidates, o.session_id
    from genesis_proposals h join genesis_proposals o
      on o.proposal_id = h.proposal_id and not o.session_id = any (p_sessions)
    where h.session_id = any (p_sessions) and h.candidates is not null
      and not exists (select from genesis_proposals k where k.proposal_id = h.proposal_id
        and k.account_id = o.account_id and not k.session_id = any (p_sessions) and k.candidates is not null)
    order by h.proposal_id, o.account_id, o.session_id
  ) held
  where p.proposal_id = held.proposal_id and p.session_id = held.session_id
$$;
grant execute on function genesis.keep_contents(uuid[]) to genesis_service;
