-- A command as the edge sends it with others (accept_commands): whose it is, and by which credential.
do $$
begin
  if to_regtype('genesis.sent_command') is null then
    create type genesis.sent_command as (
      account uuid, sign_in uuid, token_sid text, token_issued_at bigint, session uuid, type text,
      payload jsonb, key text, hash text, expected_version integer, traceparent text, max_stored bigint
    );
  end if;
end
$$;
