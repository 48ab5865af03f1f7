-- Commands that arrived together, each of any account, in one transaction: one answer a command of
-- take_command, in their order, or {outcome: SIGNED_OUT} where the request's sign-in has ended.
-- A command never waits here: one whose session is locked is answered SESSION_LOCKED, and its caller
-- asks accept_command for it alone.
-- What only starts a generation is written together, in the end; before that where a session comes
-- again, which has to see it.
-- Nothing that another login may call is called here: each such call changes and restores the role and
-- where names are looked for, once a command.
-- p_commands: [genesis.sent_command].
-- Expressions and no statements, which cost ten times as much (docs/adr/0013). One array and no rows:
-- postgres.js 3.4 counts rows that came before an error into the next answer.
create or replace function genesis.accept_commands(p_commands jsonb) returns json
language plpgsql as $$
declare
  c genesis.sent_command;
  v_taken record;
  v_answers jsonb[] := '{}';
  v_requests genesis.generation_request[] := '{}';
  v_sessions uuid[] := '{}';
  v_scope text;
  v_written integer;
begin
  for n in 0 .. jsonb_array_length(p_commands) - 1 loop
    c := jsonb_populate_record(null::genesis.sent_command, p_commands -> n);
    if c.session = any (v_sessions) then
      v_written := genesis.request_generations(v_requests);
      v_requests := '{}';
      v_sessions := '{}';
    end if;
    if c.sign_in is null and c.token_sid is null and c.token_issued_at is null then
      -- What the command before it in this transaction may have left.
      if current_setting('genesis.scope', true) <> '' then
        v_scope := set_config('genesis.scope', '', true);
      end if;
    elsif not genesis.check_credential(c.account, c.sign_in, c.token_sid, c.token_issued_at) then
      v_answers := array_append(v_answers, '{"outcome": "SIGNED_OUT"}'::jsonb);
      continue;
    end if;
    v_taken := genesis.take_command(c.account, c.session, c.type, c.payload, c.key, c.hash,
      c.expected_version, c.traceparent, c.max_stored, false);
    v_answers := array_append(v_answers, v_taken.o_answer);
    if (v_taken.o_request).command_id is not null then
      v_requests := array_append(v_requests, v_taken.o_request);
      v_sessions := array_append(v_sessions, c.session);
    end if;
  end loop;
  if cardinality(v_requests) > 0 then
    v_written := genesis.request_generations(v_requests);
  end if;
  return array_to_json(v_answers);
end
$$;
grant execute on function genesis.accept_commands(jsonb) to genesis_app;
