-- The version of an event type's payload that is written now. Who changes a payload's shape puts
-- its type and next version in here, and adds one function beside this file,
--   genesis.upcast_<type without "genesis.", with _ for .>_<n>(payload jsonb) returns jsonb,
-- that makes version n + 1 of a stored version n. Stored events are never rewritten.
create or replace function genesis.payload_version(p_event_type text) returns integer
language sql immutable as $$
  select coalesce(('{
    "genesis.inspiration.requested": 2,
    "genesis.idea.submitted": 2,
    "genesis.revision.requested": 2,
    "genesis.regeneration.requested": 2,
    "genesis.proposal.ready": 2,
    "genesis.stage.confirmed": 2,
    "genesis.command.failed": 2,
    "genesis.command.cancelled": 2,
    "genesis.candidate.selected": 2,
    "genesis.candidate.saved": 2
  }'::jsonb ->> p_event_type)::integer, 1)
$$;
grant execute on function genesis.payload_version(text) to genesis_app, genesis_service;
