-- genesis.stage.confirmed: version 2 has contents of version 2.
create or replace function genesis.upcast_stage_confirmed_1(payload jsonb) returns jsonb
language sql immutable as $$ select genesis.upcast_round_1(payload) $$;
grant execute on function genesis.upcast_stage_confirmed_1(jsonb) to genesis_app, genesis_service;
