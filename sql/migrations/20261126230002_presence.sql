-- migrate:up
-- Windows in which a book is open now. UNLOGGED: losing it loses nothing, and each is written every
-- few seconds. By account first: what is old is found by its writer's next window.
create unlogged table session_windows (
  account_id uuid not null,
  session_id uuid not null references genesis_sessions,
  window_id uuid not null,
  -- Whose browser it is; null for one that signs in by itself.
  sign_in_id uuid,
  device text,
  stage text,
  is_editing boolean not null,
  seen_at timestamptz not null default now(),
  primary key (account_id, session_id, window_id)
);
create index session_windows_session on session_windows (session_id);
alter table session_windows enable row level security;
create policy own_account on session_windows to genesis_app
  using (account_id = (select nullif(current_setting('genesis.account_id', true), '')::uuid))
  with check (account_id = (select nullif(current_setting('genesis.account_id', true), '')::uuid));
create policy service on session_windows to genesis_service using (true) with check (true);
grant select, insert, update, delete on session_windows to genesis_app, genesis_service;

-- migrate:down
drop table session_windows;
