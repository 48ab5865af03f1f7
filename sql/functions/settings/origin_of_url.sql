-- Scheme, host and port of an endpoint's address, in the one form in which addresses are kept.
create or replace function genesis.origin_of_url(p_url text) returns text
language sql immutable as $$
  select substring(p_url from '^[a-z]+://[^/?#]+')
$$;
grant execute on function genesis.origin_of_url(text) to genesis_app, genesis_service;
