-- Whether events of a type may refer to rounds that are stored once, beside the log.
create or replace function genesis.refers_to_rounds(p_event_type text) returns boolean
language sql immutable as $$
  select p_event_type in ('genesis.proposal.ready', 'genesis.candidate.saved', 'genesis.stage.confirmed',
    'genesis.command.cancelled', 'genesis.command.failed', 'genesis.name.changed')
$$;
grant execute on function genesis.refers_to_rounds(text) to genesis_app, genesis_service;
