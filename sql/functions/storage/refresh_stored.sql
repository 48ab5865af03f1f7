-- Adds up what accounts store. What is deleted and not yet erased counts half: deleting gives room
-- back at once, and yet nobody fills the disk by deleting. An account that somebody else is just
-- changing is left as it is; its next event brings it up to date.
create or replace function genesis.refresh_stored(p_accounts uuid[]) returns void
language sql as $$
  with held as (
    select account_id from accounts where account_id = any (p_accounts) for no key update skip locked
  ), stored as (
    select h.account_id, coalesce(sum(case when s.deleted_at is null then z.bytes else z.bytes / 2 end), 0) as bytes
    from held h
      left join genesis_sessions s on s.account_id = h.account_id
      left join session_sizes z on z.session_id = s.session_id
    group by h.account_id
  )
  update accounts a set stored_bytes = stored.bytes
  from stored where a.account_id = stored.account_id and a.stored_bytes <> stored.bytes
$$;
grant execute on function genesis.refresh_stored(uuid[]) to genesis_service;
