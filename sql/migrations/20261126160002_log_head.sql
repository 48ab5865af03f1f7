-- migrate:up
-- The hash of the session's newest event: what the next one is chained to. It stands in the row that
-- every command reads and writes anyway. Null: that event is from before the chain.
alter table genesis_sessions add column log_hash bytea;
update genesis_sessions s set log_hash = e.hash
  from domain_events e where e.session_id = s.session_id and e.version = s.version and e.hash is not null;

-- migrate:down
alter table genesis_sessions drop column log_hash;
