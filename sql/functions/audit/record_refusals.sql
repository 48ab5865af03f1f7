-- What an edge refused in the last minute, counted: p_refusals [{account, action, address, client,
-- times}], at most 50 of them. An account that is not known here is not named: anybody can make one up.
create or replace function genesis.record_refusals(p_refusals jsonb) returns void
language sql as $$
  insert into audit_log (account_id, actor, action, address, client, times)
  select a.account_id, 'writer', r.action, r.address, r.client, r.times
  from (select * from jsonb_to_recordset(p_refusals)
      as t (account uuid, action text, address text, client text, times integer) limit 50) r
  left join accounts a on a.account_id = r.account
$$;
grant execute on function genesis.record_refusals(jsonb) to genesis_service;
