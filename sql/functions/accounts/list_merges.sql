-- The merges of the last 30 days that brought something and that the asker has to do with: into its
-- account, also by way of others, and of the account that its browser had before (p_former).
-- {merges: [{merge_id, merged_at, brought_sessions, undo_until, undone_at, is_own}]}, the newest
-- first, 500 at most.
create or replace function genesis.list_merges(p_account uuid, p_former uuid) returns jsonb
language sql stable as $$
  select jsonb_build_object('merges', coalesce(jsonb_agg(jsonb_build_object(
    'merge_id', m.merge_id, 'merged_at', genesis.iso(m.merged_at),
    'brought_sessions', genesis.count_books(m.session_ids),
    'undo_until', genesis.iso(m.merged_at + interval '30 days'),
    'undone_at', genesis.iso(m.undone_at),
    'is_own', m.account_id is not distinct from p_former) order by m.merged_at desc), '[]'))
  from (
    select * from account_merges m
    where m.merged_at > now() - interval '30 days' and m.session_ids <> '{}'
      and (m.account_id = p_former
        or (m.undone_at is null and m.merge_id in (
          with recursive brought (account_id, merge_id) as (
            select account_id, merge_id from account_merges
              where into_account_id = p_account and undone_at is null
            union
            select o.account_id, o.merge_id from brought b
              join account_merges o on o.into_account_id = b.account_id and o.undone_at is null
          )
          select merge_id from brought)))
    order by merged_at desc limit 500) m
$$;
grant execute on function genesis.list_merges(uuid, uuid) to genesis_service;
