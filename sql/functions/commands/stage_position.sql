-- A stage's place in the order of the five, from 1.
create or replace function genesis.stage_position(p_stage text) returns integer
language sql immutable as $$ select array_position(genesis.stage_names(), p_stage) $$;
grant execute on function genesis.stage_position(text) to genesis_app, genesis_service;
