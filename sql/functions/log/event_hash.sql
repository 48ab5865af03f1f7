-- A link of the chain: SHA-256 of the link before it, in hexadecimal, and the event's text, in UTF-8.
-- p_previous: null where the chain begins. Stable, as convert_to is: else it would not be written into the statement.
create or replace function genesis.event_hash(p_previous bytea, p_text text) returns bytea
language sql stable parallel safe as $$
  select sha256(convert_to(coalesce(encode(p_previous, 'hex'), genesis.chain_start()) || p_text, 'UTF8'))
$$;
grant execute on function genesis.event_hash(bytea, text) to genesis_app, genesis_service;
