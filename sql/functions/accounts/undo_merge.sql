-- Gives back to an account what it brought into another, within 30 days:
-- {outcome: UNDONE, account_id, returned_sessions, is_own}, {outcome: NOT_FOUND} or
-- {outcome: PHRASE_NEEDED}. May be asked by whoever holds the first account's own credential
-- (p_former, p_former_sign_in: is_own), or by a keeper of the account that holds it now.
-- What was written in those books since comes back with them, and what was deleted since is not: it was
-- another account's to delete. Books begun since stay where they were begun. The browser that came with the merge is out of the second account then.
create or replace function genesis.undo_merge(
  p_account uuid, p_sign_in uuid, p_merge uuid, p_former uuid, p_former_sign_in uuid
) returns jsonb
language plpgsql as $$
declare
  m account_merges;
  v_holder uuid;
  v_is_own boolean;
  v_sessions uuid[];
  s genesis_sessions;
begin
  select * into m from account_merges
    where merge_id = p_merge and merged_at > now() - interval '30 days' for update;
  if not found then
    return '{"outcome": "NOT_FOUND"}';
  end if;
  -- The account that has the books may be taken along, or given back, until its row is held.
  loop
    v_holder := genesis.merge_holder(m.into_account_id);
    perform from accounts where account_id in (m.account_id, v_holder) order by account_id for update;
    exit when genesis.merge_holder(m.into_account_id) = v_holder;
  end loop;
  v_is_own := p_former is not distinct from m.account_id and not exists (
    select from sign_ins where sign_in_id = p_former_sign_in
      and (ended_at is not null or account_id <> p_former));
  if not v_is_own and (p_account <> v_holder or m.undone_at is not null) then
    return '{"outcome": "NOT_FOUND"}';
  elsif not v_is_own and not genesis.is_keeper(p_account, p_sign_in) then
    return '{"outcome": "PHRASE_NEEDED"}';
  end if;
  if m.undone_at is null then
    v_sessions := genesis.move_sessions(v_holder, m.account_id, m.session_ids);
    update account_merges set undone_at = now() where merge_id = p_merge;
    -- Those by which they went further do not bring them anywhere again.
    update account_merges
      set session_ids = array(select unnest(session_ids) except select unnest(v_sessions))
      where merged_at > m.merged_at and session_ids && v_sessions;
    for s in
      select * from genesis_sessions
      where session_id = any (v_sessions) and deleted_at > m.merged_at
      order by session_id for no key update
    loop
      perform genesis.append_event(
        s.session_id, m.account_id, s.version + 1, 'genesis.session.restored', '{}', null, null);
      update genesis_sessions set version = s.version + 1, deleted_at = null
        where session_id = s.session_id;
    end loop;
    update sign_ins set ended_at = now() where came_with = p_merge and ended_at is null;
    update account_tokens set ended_at = now()
      where ended_at is null
        and made_by in (select sign_in_id from sign_ins where came_with = p_merge);
  end if;
  return jsonb_build_object('outcome', 'UNDONE', 'account_id', m.account_id, 'is_own', v_is_own,
    'returned_sessions', genesis.count_books(coalesce(v_sessions, '{}')));
end
$$;
grant execute on function genesis.undo_merge(uuid, uuid, uuid, uuid, uuid) to genesis_service;
