-- Seconds that are left of a back-off: none for the free guesses, then 1, 2, 4 … after the last one.
create or replace function genesis.guess_back_off(
  p_guesses bigint, p_last_at timestamptz, p_free integer, p_longest integer
) returns double precision
language sql as $$
  select case when p_guesses < p_free then 0 else
    greatest(0, least(p_longest, 2 ^ least(p_guesses - p_free, 20))
      - extract(epoch from clock_timestamp() - p_last_at))
  end::double precision
$$;
grant execute on function genesis.guess_back_off(bigint, timestamptz, integer, integer)
  to genesis_service;
