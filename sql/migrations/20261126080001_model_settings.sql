-- migrate:up

-- A writer's own model endpoint, one an account.
create table model_settings (
  account_id uuid primary key references accounts on delete cascade,
  base_url text not null,
  model text,
  -- AES-256-GCM under a key from GENESIS_SECRET, bound to the account (docs/models.md).
  encrypted_key text check (encrypted_key like 'v1.%'),
  -- What MODEL_ENDPOINTS said of this endpoint when it was saved.
  endpoint_rule text not null check (endpoint_rule in ('any', 'public', 'named')),
  stages jsonb not null default '{}',
  concurrency integer not null check (concurrency > 0),
  -- {input_per_mtok, output_per_mtok, currency, source}
  price jsonb,
  updated_at timestamptz not null default now()
);
alter table model_settings enable row level security;
create policy own_account on model_settings to genesis_app
  using (account_id = (select nullif(current_setting('genesis.account_id', true), '')::uuid))
  with check (account_id = (select nullif(current_setting('genesis.account_id', true), '')::uuid));
create policy service on model_settings to genesis_service using (true) with check (true);
grant select, insert, update, delete on model_settings to genesis_app, genesis_service;

-- migrate:down
drop table model_settings;
