-- Whether relays with another number of partitions are active in this database.
create or replace function genesis.has_other_relays(p_partitions integer) returns boolean
language sql volatile as $$
  select exists (
    select from pg_locks
    where locktype = 'advisory' and objsubid = 2 and granted
      and database = (select oid from pg_database where datname = current_database())
      and classid::bigint = hashtext('genesis.relay')::bigint & 4294967295
      and objid::bigint / 1024 <> p_partitions)
$$;
grant execute on function genesis.has_other_relays(integer) to genesis_service;
