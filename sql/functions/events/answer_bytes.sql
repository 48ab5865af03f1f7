-- How many bytes of items one answer of a list has: 4 MiB with what stands around them. An item that
-- is larger than that alone is an answer of its own.
create or replace function genesis.answer_bytes() returns integer
language sql immutable as $$ select 4 * 1024 * 1024 - 1024 $$;
grant execute on function genesis.answer_bytes() to genesis_app, genesis_service;
