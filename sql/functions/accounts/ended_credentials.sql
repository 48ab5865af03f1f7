-- For every edge, each two seconds and when it is woken: which of what has streams open there is over.
-- p_open: [{account, sign_in, token_sid, token_issued_at}]; answers places in it, from 0.
create or replace function genesis.ended_credentials(p_open jsonb) returns jsonb
language sql stable as $$
  select coalesce(jsonb_agg(c.n - 1 order by c.n), '[]')
  from rows from (jsonb_to_recordset(p_open) as (account uuid, sign_in uuid, token_sid text,
    token_issued_at bigint)) with ordinality as c (account, sign_in, token_sid, token_issued_at, n)
  where not genesis.credential_holds(c.account, c.sign_in, c.token_sid, c.token_issued_at)
$$;
grant execute on function genesis.ended_credentials(jsonb) to genesis_service;
