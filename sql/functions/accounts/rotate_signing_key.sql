-- For an operator: a new cookie-signing key, which every edge has read before it signs anything
-- (edges read the keys each minute). The old one verifies for as long as its cookies live, 400 days;
-- pages renew cookies that it signed. Nobody is signed out.
create or replace function genesis.rotate_signing_key(p_delay interval) returns jsonb
language plpgsql as $$
declare
  v_new signing_keys;
begin
  -- 36 bytes of the server's strong random source, without an extension.
  insert into signing_keys (secret, signs_from)
  values (uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()),
    now() + p_delay)
  returning * into v_new;
  update signing_keys set retired_at = v_new.signs_from
    where key_id <> v_new.key_id and retired_at is null;
  delete from signing_keys where retired_at < now() - interval '400 days';
  return jsonb_build_object('key_id', v_new.key_id, 'signs_from', genesis.iso(v_new.signs_from));
end
$$;
