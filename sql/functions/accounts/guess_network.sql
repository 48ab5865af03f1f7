-- The /48 of an IPv6 network as the edge writes it (`2001:db8:1:2::/64`); null for anything else.
create or replace function genesis.guess_network(p_address text) returns text
language sql immutable as $$
  select case when p_address like '%:%' then network(set_masklen(p_address::inet, 48))::text end
$$;
grant execute on function genesis.guess_network(text) to genesis_service;
