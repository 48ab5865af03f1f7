-- What a change of a row means for the audit record: triggers, so that no function forgets it. The
-- arguments are the action and the column of its subject; a second action is for a column that the
-- trigger looks at being null again.
create or replace function genesis.audit_row() returns trigger
language plpgsql as $$
declare
  v_row jsonb := to_jsonb(case tg_op when 'DELETE' then old else new end);
  v_is_back boolean := tg_nargs > 3 and v_row -> tg_argv[3] = 'null';
begin
  perform genesis.record_audit(case when v_is_back then tg_argv[2] else tg_argv[0] end,
    coalesce(v_row ->> 'into_account_id', v_row ->> 'account_id')::uuid, v_row ->> tg_argv[1]);
  return null;
end
$$;
grant execute on function genesis.audit_row() to genesis_app, genesis_service;
