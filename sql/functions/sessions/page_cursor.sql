-- The opaque cursor of a list: an item's time in microseconds since 1970 and its id, both in hex
-- (edge/http/page-cursor.ts reads it).
create or replace function genesis.page_cursor(p_at timestamptz, p_id uuid) returns text
language sql immutable as $$
  select lpad(to_hex((extract(epoch from p_at) * 1000000)::bigint), 13, '0') || replace(p_id::text, '-', '')
$$;
grant execute on function genesis.page_cursor(timestamptz, uuid) to genesis_app;
