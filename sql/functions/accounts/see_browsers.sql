-- Browsers that an edge has seen: [{account, sign_in, device}]. Of accounts that wrote something; the
-- others are nobody's yet. Answers those that are on record now.
create or replace function genesis.see_browsers(p_seen jsonb) returns jsonb
language plpgsql as $$
declare
  v record;
  v_seen uuid[] := '{}';
begin
  for v in
    select s.* from jsonb_to_recordset(p_seen) as s (account uuid, sign_in uuid, device text)
    join accounts a on a.account_id = s.account
    where not genesis.is_provider_account(s.account)
        or exists (select from sign_ins i where i.sign_in_id = s.sign_in)
    order by s.sign_in
  loop
    perform genesis.see_browser(v.account, v.sign_in, v.device);
    v_seen := v_seen || v.sign_in;
  end loop;
  return to_jsonb(v_seen);
end
$$;
grant execute on function genesis.see_browsers(jsonb) to genesis_service;
