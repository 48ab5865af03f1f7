-- The account that holds now what was taken into this one: itself, or the last of a chain.
-- For merges and their undoing alone: no credential of p_id reaches that account.
create or replace function genesis.merge_holder(p_id uuid) returns uuid
language sql stable as $$
  with recursive chain (account_id, depth) as (
    select p_id, 0
    union all
    select m.into_account_id, c.depth + 1 from chain c
    join account_merges m on m.account_id = c.account_id and m.undone_at is null
  )
  select account_id from chain order by depth desc limit 1
$$;
grant execute on function genesis.merge_holder(uuid) to genesis_service;
