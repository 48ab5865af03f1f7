-- migrate:up

-- Where an account's programs are told what happened in its books.
create table webhooks (
  webhook_id uuid primary key,
  account_id uuid not null references accounts on delete cascade,
  url text not null,
  -- Event types; null: every one.
  event_types text[],
  -- What its deliveries are signed with, encrypted by GENESIS_SECRET.
  encrypted_secret text not null,
  -- What MODEL_ENDPOINTS said of the address when it was added.
  endpoint_rule text not null check (endpoint_rule in ('any', 'public', 'named')),
  created_at timestamptz not null default now(),
  ended_at timestamptz,
  last_sent_at timestamptz,
  -- Of the last try that failed, in words; null once one has gone through.
  last_error text
);
create index webhooks_account on webhooks (account_id) where ended_at is null;

-- One event for one webhook: its outbox. FAILED ones are the dead letters.
create table webhook_deliveries (
  delivery_id bigint generated always as identity primary key,
  webhook_id uuid not null references webhooks on delete cascade,
  account_id uuid not null,
  session_id uuid not null,
  event_id uuid not null references domain_events,
  status text not null default 'PENDING' check (status in ('PENDING', 'SENT', 'FAILED')),
  attempts integer not null default 0,
  next_attempt_at timestamptz not null default now(),
  last_error text,
  created_at timestamptz not null default now(),
  settled_at timestamptz,
  constraint webhook_deliveries_once unique (webhook_id, event_id)
);
create index webhook_deliveries_pending on webhook_deliveries (webhook_id, session_id, delivery_id)
  where status = 'PENDING';
create index webhook_deliveries_due on webhook_deliveries (next_attempt_at) where status = 'PENDING';
create index webhook_deliveries_settled on webhook_deliveries (settled_at) where status <> 'PENDING';
create index webhook_deliveries_session on webhook_deliveries (session_id);

alter table webhooks enable row level security;
create policy own_account on webhooks to genesis_app
  using (account_id = (select nullif(current_setting('genesis.account_id', true), '')::uuid))
  with check (account_id = (select nullif(current_setting('genesis.account_id', true), '')::uuid));
create policy service on webhooks to genesis_service using (true) with check (true);
alter table webhook_deliveries enable row level security;
create policy own_account on webhook_deliveries to genesis_app
  using (account_id = (select nullif(current_setting('genesis.account_id', true), '')::uuid))
  with check (account_id = (select nullif(current_setting('genesis.account_id', true), '')::uuid));
create policy service on webhook_deliveries to genesis_service using (true) with check (true);
grant select, insert, update, delete on webhooks to genesis_app;
grant select, update, delete on webhook_deliveries to genesis_app;
grant select, insert, update, delete on webhooks, webhook_deliveries to genesis_service;

-- migrate:down
drop table webhook_deliveries;
drop table webhooks;
