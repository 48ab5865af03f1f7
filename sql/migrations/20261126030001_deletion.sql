-- migrate:up
-- What a writer deletes is out of sight at once and comes back on demand until it is erased.

alter table genesis_sessions add column deleted_at timestamptz;
create index genesis_sessions_deleted on genesis_sessions (deleted_at) where deleted_at is not null;

-- A deleted account is signed out everywhere. Both times are for the edges, which ask for what is new.
alter table accounts
  add column deleted_at timestamptz,
  add column restored_at timestamptz;
create index accounts_deleted on accounts (deleted_at) where deleted_at is not null;
create index accounts_restored on accounts (restored_at) where restored_at is not null;
grant update (deleted_at, restored_at) on accounts to genesis_app;

-- Local accounts that are erased: their cookies live on in browsers for up to 400 days, and must not
-- open an account of the same id again. A random id and a time, nothing of the writer.
create table erased_accounts (
  erased_id uuid primary key,
  erased_at timestamptz not null default now()
);
create index erased_accounts_at on erased_accounts (erased_at);
grant select on erased_accounts to genesis_app;
grant select, insert, delete on erased_accounts to genesis_service;

-- One rule for every query of the requests' role, those to come included: what is deleted is not
-- there. The functions that delete and restore set genesis.with_deleted for their own transaction.
alter policy own_account on genesis_sessions
  using (account_id is not distinct from nullif(current_setting('genesis.account_id', true), '')::uuid
    and (deleted_at is null or current_setting('genesis.with_deleted', true) = 'on'));
alter policy own_account on novels
  using (account_id = (select nullif(current_setting('genesis.account_id', true), '')::uuid)
    and exists (select from genesis_sessions s where s.session_id = novels.session_id));

-- Erasure finds a command by its key or by its event; this is for those that have neither.
create index command_inbox_keyless on command_inbox (session_id)
  where idempotency_key is null and not is_background;

-- Erasure is the service's; triggers (sql/functions/erasure) refuse whatever is not due.
grant delete on genesis_sessions, domain_events to genesis_service;

-- migrate:down
revoke delete on genesis_sessions, domain_events from genesis_service;
drop index command_inbox_keyless;
alter policy own_account on novels
  using (account_id = (select nullif(current_setting('genesis.account_id', true), '')::uuid));
alter policy own_account on genesis_sessions
  using (account_id is not distinct from nullif(current_setting('genesis.account_id', true), '')::uuid);
drop table erased_accounts;
alter table accounts drop column restored_at, drop column deleted_at;
alter table genesis_sessions drop column deleted_at;
