-- Ends a sign-in ('this'), or every one of its account ('all'): {ended: how many, id_token: this one's, a hint for
-- the provider's end_session_endpoint}.
create or replace function genesis.end_sign_in(p_account uuid, p_sign_in uuid, p_which text)
returns jsonb
language plpgsql as $$
declare
  v_id_token text;
  v_ended integer;
begin
  perform set_config('genesis.account_id', p_account::text, true);
  select id_token into v_id_token from sign_ins
    where sign_in_id = p_sign_in and account_id is not distinct from p_account;
  update sign_ins set ended_at = now(), id_token = null
    where account_id = p_account and ended_at is null and (p_which = 'all' or sign_in_id = p_sign_in);
  get diagnostics v_ended = row_count;
  return jsonb_build_object('ended', v_ended, 'id_token', v_id_token);
end
$$;
grant execute on function genesis.end_sign_in(uuid, uuid, text) to genesis_app;
