-- Counts a wrong guess, after genesis.guess_wait let it be made.
create or replace function genesis.record_wrong_guess(p_account uuid, p_address text) returns void
language sql as $$
  insert into wrong_guesses (guessed_by, address, network, guessed_at)
  values (p_account, p_address, genesis.guess_network(p_address), clock_timestamp())
$$;
grant execute on function genesis.record_wrong_guess(uuid, text) to genesis_service;
