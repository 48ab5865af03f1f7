-- What request_generations writes for a command that only starts a generation: its inbox row, what
-- it makes of the brief, what was locked (null: the brief speaks for it), and the hash that its event is
-- chained to.
do $$
begin
  if to_regtype('genesis.generation_request') is null then
    create type genesis.generation_request as (
      command_id uuid, session_id uuid, account_id uuid, command_type text, payload jsonb, stage text,
      version integer, correlation_id uuid, idempotency_key text, request_hash text, event_type text,
      locked jsonb, brief jsonb, log_hash bytea, traceparent text
    );
  end if;
end
$$;
