-- The partition of a session's events, 0 to p_partitions - 1. By the hash that PostgreSQL's own
-- hash-partitioned tables use, which is the same in every version.
create or replace function genesis.key_partition(p_session uuid, p_partitions integer) returns integer
language sql immutable parallel safe as $$
  select mod(uuid_hash_extended(p_session, 0) & 9223372036854775807, p_partitions)::integer
$$;
grant execute on function genesis.key_partition(uuid, integer) to genesis_service;
