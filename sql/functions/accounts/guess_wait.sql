-- How many seconds a guess at a code or phrase has to wait, 0 where it may be made now; it holds what
-- counts for this account and address until the transaction's end, so that many at once are counted.
-- Over its free guesses in ten minutes each has an exponential back-off of its own: an account, an
-- address, an IPv6 /48 (a household is a /64, but a /48 is had by one as easily). An account's own
-- mistakes hold up nobody else, and an address is not shut: it waits 15 s at most between two guesses.
-- What all guess together refuses nobody either: beyond 1,000 the free guesses become few, so that a
-- thousand addresses are held up after their first mistakes and one that made none is not. At most
-- some 130 guesses an address in ten minutes, against a code's 40 bits.
create or replace function genesis.guess_wait(p_account uuid, p_address text) returns integer
language plpgsql as $$
declare
  v_network text := genesis.guess_network(p_address);
  v_is_attack boolean;
  v_wait double precision;
begin
  perform pg_advisory_xact_lock(hashtextextended('genesis.guess ' || who, 0))
    from (select distinct who from unnest(array[p_account::text, p_address, v_network]) as who
      where who is not null order by who) as locked;
  delete from wrong_guesses where guessed_at < clock_timestamp() - interval '10 minutes';
  select count(*) >= 1000 into v_is_attack from (select from wrong_guesses limit 1000) as counted;
  select max(genesis.guess_back_off(counted.guesses, counted.last_at, budget.free, budget.longest))
    into v_wait
  from (
    select 'account' as of, count(*) as guesses, max(guessed_at) as last_at
      from wrong_guesses where guessed_by = p_account
    union all
    select 'address', count(*), max(guessed_at) from wrong_guesses where address = p_address
    union all
    select 'network', count(*), max(guessed_at) from wrong_guesses where network = v_network
  ) as counted
  join (values
    ('account', case when v_is_attack then 2 else 5 end, 600),
    ('address', case when v_is_attack then 3 else 50 end, 15),
    ('network', case when v_is_attack then 10 else 200 end, 15)
  ) as budget (of, free, longest) using (of);
  return ceil(v_wait)::integer;
end
$$;
grant execute on function genesis.guess_wait(uuid, text) to genesis_service;
