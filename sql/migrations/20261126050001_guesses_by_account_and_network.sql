-- migrate:up

-- A wrong guess counts for its account, its address, an IPv6 address's /48, and for all of them.
truncate wrong_guesses;
alter table wrong_guesses
  add column guessed_by uuid not null,
  add column network text;
create index wrong_guesses_account on wrong_guesses (guessed_by, guessed_at);
create index wrong_guesses_network on wrong_guesses (network, guessed_at) where network is not null;
create index wrong_guesses_time on wrong_guesses (guessed_at);

-- migrate:down
drop index wrong_guesses_time, wrong_guesses_network, wrong_guesses_account;
alter table wrong_guesses drop column network, drop column guessed_by;
