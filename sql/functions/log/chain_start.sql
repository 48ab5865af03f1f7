-- What stands for the hash before the first of a chain.
create or replace function genesis.chain_start() returns text
language sql immutable parallel safe as $$ select repeat('0', 64) $$;
grant execute on function genesis.chain_start() to genesis_app, genesis_service;
