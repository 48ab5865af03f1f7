-- migrate:up

-- What programs come with: a token of an account, with a scope. Of the token its hash is kept.
create table account_tokens (
  token_id uuid primary key default uuidv7(),
  account_id uuid not null references accounts on delete cascade,
  name text not null,
  scope text not null check (scope in ('read', 'propose', 'full')),
  token_hash bytea not null,
  created_at timestamptz not null default now(),
  -- To the hour; null: not yet.
  last_used_at timestamptz,
  ended_at timestamptz,
  -- The browser that made it, with which it ends; null: a bearer token made it.
  made_by uuid
);
create unique index account_tokens_hash on account_tokens (token_hash);
create index account_tokens_account on account_tokens (account_id);

alter table account_tokens enable row level security;
create policy own_account on account_tokens to genesis_app
  using (account_id = (select nullif(current_setting('genesis.account_id', true), '')::uuid))
  with check (account_id = (select nullif(current_setting('genesis.account_id', true), '')::uuid));
create policy service on account_tokens to genesis_service using (true) with check (true);
grant select, insert, update, delete on account_tokens to genesis_app;
grant select, insert, update, delete on account_tokens to genesis_service;

-- migrate:down
drop table account_tokens;
