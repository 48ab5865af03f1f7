-- The account's novels, newest first, without their contents: {novels, next}.
create or replace function genesis.list_novels(p_account uuid, p_before text, p_limit integer) returns jsonb
language plpgsql stable as $$
declare
  v_page jsonb;
begin
  perform set_config('genesis.account_id', p_account::text, true);
  select coalesce(jsonb_agg(jsonb_build_object('novel_id', novel_id, 'session_id', session_id,
      'edition', edition, 'title', title, 'language', language, 'blurb', blurb,
      'tags', tags, 'created_at', genesis.iso(created_at),
      'updated_at', genesis.iso(updated_at), 'key', genesis.page_cursor(updated_at, novel_id))
      order by updated_at desc, novel_id desc), '[]') into v_page
  from (
    select * from novels n
    where n.account_id = p_account
      and (p_before is null or (n.updated_at, n.novel_id) <
        (split_part(p_before, '|', 1)::timestamptz, split_part(p_before, '|', 2)::uuid))
    order by n.updated_at desc, n.novel_id desc limit p_limit + 1
  ) page;
  return genesis.page_of('novels', v_page, p_limit);
end
$$;
grant execute on function genesis.list_novels(uuid, text, integer) to genesis_app;
