-- One entry of the audit record, in the transaction that does what it says. Where from, the request
-- has said in the setting genesis.client, {address, client}; it travels there so that no function in
-- between has to hand it on. p_account: null where it is nobody's.
create or replace function genesis.record_audit(
  p_action text, p_account uuid, p_subject text default null, p_actor text default null
) returns void
language plpgsql as $$
declare
  v_client jsonb := nullif(current_setting('genesis.client', true), '')::jsonb;
begin
  insert into audit_log (account_id, actor, action, subject, address, client)
  values (p_account,
    coalesce(p_actor, case
      when v_client is not null or current_user = 'genesis_app' then 'writer'
      when pg_has_role(current_user, (select relowner from pg_class where oid = 'public.audit_log'::regclass), 'usage')
        then 'operator'
      else 'service' end),
    p_action, p_subject, v_client ->> 'address', v_client ->> 'client');
end
$$;
grant execute on function genesis.record_audit(text, uuid, text, text) to genesis_app, genesis_service;
