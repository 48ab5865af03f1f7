-- Whether the account is that of a provider's writer: a UUIDv8, of issuer and subject. Every other is
-- a local one.
create or replace function genesis.is_provider_account(p_id uuid) returns boolean
language sql immutable parallel safe as $$
  select substring(p_id::text from 15 for 1) = '8'
$$;
grant execute on function genesis.is_provider_account(uuid) to genesis_app, genesis_service;
