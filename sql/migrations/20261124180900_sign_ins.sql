-- migrate:up

-- A sign-in through an OpenID Connect provider. Signing out ends it on every edge.
create table sign_ins (
  sign_in_id uuid primary key default uuidv7(),
  account_id uuid not null references accounts,
  -- The provider's own session, where it names one: its back-channel logout speaks of that.
  provider_sid text,
  -- A hint for the provider's end_session_endpoint.
  id_token text,
  -- The writer's name as the provider has it.
  name text,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  ended_at timestamptz
);
create index sign_ins_account on sign_ins (account_id);

-- An account that was taken into another: whoever holds its cookie acts as that other one.
create table account_merges (
  account_id uuid primary key references accounts,
  into_account_id uuid not null references accounts,
  merged_at timestamptz not null default now(),
  check (account_id <> into_account_id)
);
create index account_merges_into on account_merges (into_account_id);

-- One-time codes that give another browser the same account; only their hash is here.
create table device_codes (
  code_hash bytea primary key,
  account_id uuid not null references accounts,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index device_codes_account on device_codes (account_id);

-- Recovery phrases; only their hash is here.
create table recovery_phrases (
  phrase_hash bytea primary key,
  account_id uuid not null references accounts,
  created_at timestamptz not null default now()
);
create index recovery_phrases_account on recovery_phrases (account_id);

-- Guesses of codes and phrases that were wrong, by the address they came from.
create table wrong_guesses (
  guess_id uuid primary key default uuidv7(),
  address text not null,
  guessed_at timestamptz not null default now()
);
create index wrong_guesses_address on wrong_guesses (address, guessed_at);

-- A new key is known to every edge before the first cookie is signed with it.
alter table signing_keys add column signs_from timestamptz not null default now();

do $$
declare
  t text;
begin
  foreach t in array array['sign_ins', 'account_merges', 'device_codes', 'recovery_phrases']
  loop
    execute format('alter table %I enable row level security', t);
    execute format(
      'create policy own_account on %I to genesis_app
         using (account_id = (select nullif(current_setting(''genesis.account_id'', true), '''')::uuid))
         with check (account_id = (select nullif(current_setting(''genesis.account_id'', true), '''')::uuid))', t);
    execute format('create policy service on %I to genesis_service using (true) with check (true)', t);
  end loop;
end
$$;
grant select, insert, update, delete on sign_ins to genesis_app;
grant select, insert, delete on device_codes, recovery_phrases to genesis_app;
grant select on account_merges to genesis_app;
-- A new session holds its account's row while it asks whether that was taken into another.
grant update (created_at) on accounts to genesis_app;
grant select, insert, update, delete
  on sign_ins, account_merges, device_codes, recovery_phrases, wrong_guesses to genesis_service;
-- The log stays as it was written; only whose it is may change, with its account.
grant update (account_id) on domain_events to genesis_service;

-- migrate:down
alter table signing_keys drop column signs_from;
drop table wrong_guesses, recovery_phrases, device_codes, account_merges, sign_ins;
