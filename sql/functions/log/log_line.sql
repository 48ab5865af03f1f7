-- An event as a line of the log that is taken away: its hash, the one before it, and its text, of
-- which the hash is. One from before the chain has a hash of itself alone.
create or replace function genesis.log_line(e domain_events) returns text
language sql stable as $$
  select '{"hash": "' || encode(coalesce(e.hash, genesis.event_hash(null, t.text)), 'hex')
    || '", "previous": "' || coalesce(encode(b.hash, 'hex'), genesis.chain_start())
    || '", "event": ' || t.text || '}'
  from (select genesis.event_text(e.session_id, e.version, e.event_type, e.payload_version,
      genesis.logged_payload(e.session_id, e.payload), e.event_id, e.command_id, e.correlation_id,
      e.occurred_at) as text offset 0) t
    left join domain_events b on b.session_id = e.session_id and b.version = e.version - 1
$$;
grant execute on function genesis.log_line(domain_events) to genesis_app;
