-- What a command with this Idempotency-Key was answered: {outcome: REPLAYED, answer}, or
-- {outcome: IDEMPOTENCY_KEY_REUSED} where its body was another. Null where the key is new.
create or replace function genesis.answer_before(p_session uuid, p_key text, p_hash text) returns jsonb
language sql stable as $$
  select case when i.request_hash = p_hash
    then jsonb_build_object('outcome', 'REPLAYED', 'answer', genesis.command_answer(i))
    else '{"outcome": "IDEMPOTENCY_KEY_REUSED"}' end
  from command_inbox i where i.session_id = p_session and i.idempotency_key = p_key
$$;
grant execute on function genesis.answer_before(uuid, text, text) to genesis_app;
