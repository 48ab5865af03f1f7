-- Browsers that an edge has seen: [{account, sign_in, device}]. Of accounts that wrote something; the
-- others are nobody's yet. Answers those that are on record now.
-- An edge tells of them behind its requests: the account is held, or passed by where it is just being
-- deleted or merged, so that nothing is noted, nor audited as signed in, that has ended meanwhile.
create or replace function genesis.see_browsers(p_seen jsonb) returns jsonb
language plpgsql as $$
declare
  v record;
  v_seen uuid[] := '{}';
begin
  for v in
    select s.* from jsonb_to_recordset(p_seen) as s (account uuid, sign_in uuid, device text)
    join accounts a on a.account_id = s.account
    order by s.sign_in for key share of a skip locked
  loop
    continue when not genesis.credential_holds(v.account, v.sign_in, null, null);
    perform genesis.see_browser(v.account, v.sign_in, v.device);
    v_seen := v_seen || v.sign_in;
  end loop;
  return to_jsonb(v_seen);
end
$$;
grant execute on function genesis.see_browsers(jsonb) to genesis_service;
