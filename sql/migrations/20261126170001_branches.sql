-- migrate:up

-- A branch begins with the log of another session up to a version, and with the rounds of that log:
-- the same rounds under the same ids. Their texts are stored once, in the row that has `candidates`.
alter table genesis_proposals
  drop constraint genesis_proposals_pkey,
  add primary key (proposal_id, session_id),
  alter column candidates drop not null;

alter table genesis_sessions
  add column branch_of_session uuid,
  add column branch_of_version integer,
  -- The first session of all these branches.
  add column branch_root uuid;
create index genesis_sessions_branches on genesis_sessions (branch_root) where branch_root is not null;

-- Generations of the first session that are run again in a branch, on another model.
create table session_replays (
  session_id uuid primary key references genesis_sessions,
  account_id uuid not null,
  source_session_id uuid not null,
  model text not null,
  status text not null check (status in ('RUNNING', 'DONE', 'STOPPED')),
  -- The source's version that is reached, and the last that is repeated.
  at_version integer not null,
  until_version integer not null,
  generations_done integer not null default 0,
  generations_total integer not null,
  -- The source's round that the pending command repeats.
  awaited_proposal_id uuid,
  -- What the source's rounds are here: {proposal_id: {proposal_id, candidate_ids}}.
  rounds jsonb not null default '{}'
);
alter table session_replays enable row level security;
create policy own_account on session_replays to genesis_app
  using (account_id = (select nullif(current_setting('genesis.account_id', true), '')::uuid))
  with check (account_id = (select nullif(current_setting('genesis.account_id', true), '')::uuid));
create policy service on session_replays to genesis_service using (true) with check (true);
grant select, insert, update on session_replays to genesis_app;
grant select, insert, update, delete on session_replays to genesis_service;

-- migrate:down
drop table session_replays;
drop index genesis_sessions_branches;
alter table genesis_sessions drop column branch_root, drop column branch_of_version, drop column branch_of_session;
delete from genesis_proposals where candidates is null;
alter table genesis_proposals
  alter column candidates set not null,
  drop constraint genesis_proposals_pkey,
  add primary key (proposal_id);
