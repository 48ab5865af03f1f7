-- migrate:up
-- Who did what, from where and when; never a text of the writer's. Entries are added and not changed;
-- triggers (sql/functions/audit) refuse everything else, also to the tables' owner.
create table audit_log (
  audit_id uuid primary key default uuidv7(),
  at timestamptz not null default now(),
  -- Whose account it is about; null where that is nobody's, or is erased.
  account_id uuid,
  actor text not null check (actor in ('writer', 'operator', 'service')),
  -- A word of AUDIT_ACTIONS (shared-types/audit.ts).
  action text not null check (action ~ '^[a-z_]+\.[a-z_]+$'),
  -- The id of what it was done to.
  subject text,
  -- The client's address as the edge determines it, and the class of its program.
  address text,
  client text,
  -- Refusals are counted for a minute, and written once.
  times integer not null default 1 check (times > 0)
);
create index audit_log_account on audit_log (account_id, audit_id);

alter table audit_log enable row level security;
create policy own_account on audit_log to genesis_app
  using (account_id is not distinct from nullif(current_setting('genesis.account_id', true), '')::uuid
    and account_id is not null)
  with check (account_id is not distinct from nullif(current_setting('genesis.account_id', true), '')::uuid
    and account_id is not null);
create policy service on audit_log to genesis_service using (true) with check (true);
grant select, insert on audit_log to genesis_app;
grant select, insert, delete on audit_log to genesis_service;

-- migrate:down
drop table audit_log;
