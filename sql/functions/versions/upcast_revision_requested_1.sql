-- genesis.revision.requested: version 2 has pointers into contents of version 2.
create or replace function genesis.upcast_revision_requested_1(payload jsonb) returns jsonb
language sql immutable as $$ select genesis.upcast_locks_1(genesis.upcast_round_1(payload)) $$;
grant execute on function genesis.upcast_revision_requested_1(jsonb) to genesis_app, genesis_service;
