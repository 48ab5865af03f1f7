-- Where the sessions of several streams stand that open together, each of any account: one answer a stream
-- in their order, {outcome: FOUND, versions: {session_id: version}}, without those that are not its account's,
-- or {outcome: SIGNED_OUT} where what the request came with has ended.
-- p_asked: [{account, sign_in, token_sid, token_issued_at, sessions: [session_id…]}].
create or replace function genesis.stream_positions_of(p_asked jsonb) returns json
language plpgsql stable as $$
declare
  a record;
  v_answers jsonb[] := '{}';
begin
  for a in
    select * from rows from (jsonb_to_recordset(p_asked) as (account uuid, sign_in uuid, token_sid text,
      token_issued_at bigint, sessions uuid[])) with ordinality
      as asked (account, sign_in, token_sid, token_issued_at, sessions, n)
    order by n
  loop
    if a.sign_in is null and a.token_sid is null and a.token_issued_at is null then
      perform set_config('genesis.scope', '', true);
    elsif not genesis.check_credential(a.account, a.sign_in, a.token_sid, a.token_issued_at) then
      v_answers := array_append(v_answers, '{"outcome": "SIGNED_OUT"}'::jsonb);
      continue;
    end if;
    v_answers := array_append(v_answers, jsonb_build_object('outcome', 'FOUND',
      'versions', genesis.stream_positions(a.account, a.sessions)));
  end loop;
  return array_to_json(v_answers);
end
$$;
grant execute on function genesis.stream_positions_of(jsonb) to genesis_app;
