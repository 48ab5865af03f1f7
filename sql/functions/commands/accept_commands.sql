-- Commands that arrived together, each of any account, in one transaction: one answer a command of
-- take_command, in their order, or {outcome: SIGNED_OUT} where the request's sign-in has ended.
-- A command never waits here: one whose session is locked is answered SESSION_LOCKED, and its caller
-- asks accept_command for it alone.
-- Nothing that another login may call is called here: each such call changes and restores the role and
-- where names are looked for, once a command.
-- p_commands: [{account, sign_in, token_sid, token_issued_at, session, type, payload, key, hash,
-- expected_version, traceparent, max_stored}].
-- One array and no rows: postgres.js 3.4 counts rows that came before an error into the next answer.
create or replace function genesis.accept_commands(p_commands jsonb) returns json
language sql as $$
  select json_agg(case when (c.sign_in is null and c.token_sid is null and c.token_issued_at is null
      and set_config('genesis.scope', '', true) = '')
      or genesis.check_credential(c.account, c.sign_in, c.token_sid, c.token_issued_at)
    then genesis.take_command(c.account, c.session, c.type, c.payload, c.key, c.hash,
      c.expected_version, c.traceparent, c.max_stored, false)
    else '{"outcome": "SIGNED_OUT"}' end order by c.n)
  from rows from (jsonb_to_recordset(p_commands) as (account uuid, sign_in uuid, token_sid text,
    token_issued_at bigint, session uuid, type text, payload jsonb, key text, hash text,
    expected_version integer, traceparent text, max_stored bigint))
    with ordinality as c (account, sign_in, token_sid, token_issued_at, session, type, payload, key,
      hash, expected_version, traceparent, max_stored, n)
$$;
grant execute on function genesis.accept_commands(jsonb) to genesis_app;
