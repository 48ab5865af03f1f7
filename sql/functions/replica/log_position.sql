-- How far this server's write-ahead log has come: what was committed before is before it. Of a standby:
-- what it has replayed.
create or replace function genesis.log_position() returns text
language sql volatile as $$
  select case when pg_is_in_recovery() then pg_last_wal_replay_lsn() else pg_current_wal_insert_lsn() end::text
$$;
grant execute on function genesis.log_position() to genesis_app;
