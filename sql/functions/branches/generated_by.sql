-- The round that the command of an event brought, up to a version of its session; null: none.
create or replace function genesis.generated_by(e domain_events, p_until integer) returns uuid
language sql stable as $$
  select (genesis.plain_payload(d) #>> '{proposal,proposal_id}')::uuid from domain_events d
  where d.session_id = e.session_id and d.version > e.version and d.version <= p_until
    and d.command_id = e.command_id
    and d.event_type in ('genesis.proposal.ready', 'genesis.command.failed', 'genesis.command.cancelled')
  order by d.version limit 1
$$;
grant execute on function genesis.generated_by(domain_events, integer) to genesis_app, genesis_service;
