-- migrate:up

create table installation (
  singleton boolean primary key default true check (singleton),
  installation_id uuid not null default uuidv7(),
  created_at timestamptz not null default now()
);
insert into installation default values;

create table signing_keys (
  key_id uuid primary key default uuidv7(),
  secret bytea not null check (length(secret) >= 32),
  created_at timestamptz not null default now(),
  -- The newest key signs; a retired one still verifies until it is deleted.
  retired_at timestamptz
);
-- 32 bytes from the server's strong random source (uuid v4 draws on it), without an extension.
insert into signing_keys (secret)
  values (uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()));

create table accounts (
  account_id uuid primary key default uuidv7(),
  kind text not null default 'local' check (kind in ('local', 'oidc')),
  created_at timestamptz not null default now()
);

create table genesis_sessions (
  session_id uuid primary key default uuidv7(),
  account_id uuid not null references accounts,
  title text not null default '',
  language text not null check (language in ('zh-CN', 'en')),
  status text not null default 'ACTIVE' check (status in ('ACTIVE', 'COMPLETED', 'ABANDONED')),
  current_stage text not null default 'CONCEPT_SELECTION',
  -- The version of the newest event; versions are given under this row's lock, so they are gapless.
  version integer not null default 0,
  -- The present wait: what the next background command answers.
  correlation_id uuid not null default uuidv7(),
  -- The command that answered the present wait; null while it is unanswered.
  answered_by uuid,
  brief jsonb not null default '{}',
  -- The run that owns the session.
  flow_run_id uuid,
  run_epoch integer not null default 0,
  run_seen_at timestamptz,
  novel_id uuid,
  last_error jsonb,
  input_tokens bigint not null default 0,
  output_tokens bigint not null default 0,
  -- Null as soon as one generation's price was not known.
  cost_usd numeric default 0,
  -- For POST /sessions: the key's scope is the account; the first answer is kept to be replayed.
  idempotency_key text,
  request_hash text,
  created_answer jsonb,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
) with (fillfactor = 70);
create unique index genesis_sessions_idempotency on genesis_sessions (account_id, idempotency_key)
  where idempotency_key is not null;
-- Not on updated_at: every command changes that, and an update that touches no index stays on its page.
create index genesis_sessions_account on genesis_sessions (account_id);

create table command_inbox (
  command_id uuid primary key default uuidv7(),
  session_id uuid not null references genesis_sessions,
  account_id uuid not null,
  command_type text not null,
  payload jsonb not null default '{}',
  status text not null check (status in ('RECEIVED', 'PROCESSING', 'COMPLETED', 'FAILED', 'CANCELLED')),
  -- Whether it started background work: then it was answered 202, else 200.
  is_background boolean not null,
  -- The stage it works on: for a confirmation that starts a generation, the stage generated.
  stage text not null,
  -- The version of its last event when it was accepted.
  version integer not null,
  correlation_id uuid,
  result jsonb,
  idempotency_key text,
  request_hash text,
  -- The run that may write for it: an older epoch is refused.
  run_epoch integer,
  error jsonb,
  received_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz
);
create unique index command_inbox_pending on command_inbox (session_id, command_type)
  where status in ('RECEIVED', 'PROCESSING');
create unique index command_inbox_idempotency on command_inbox (session_id, idempotency_key)
  where idempotency_key is not null;

create table domain_events (
  event_id uuid primary key default uuidv7(),
  session_id uuid not null references genesis_sessions,
  account_id uuid not null,
  version integer not null check (version > 0),
  event_type text not null,
  payload_version integer not null default 1,
  payload jsonb not null,
  command_id uuid,
  correlation_id uuid,
  occurred_at timestamptz not null default now(),
  constraint domain_events_version unique (session_id, version)
);

create table event_outbox (
  outbox_id bigint generated always as identity primary key,
  event_id uuid not null references domain_events,
  session_id uuid not null,
  account_id uuid not null,
  status text not null default 'PENDING' check (status in ('PENDING', 'SENT', 'FAILED')),
  attempts integer not null default 0,
  next_attempt_at timestamptz,
  last_error text,
  created_at timestamptz not null default now(),
  sent_at timestamptz,
  constraint event_outbox_event unique (event_id)
);
-- The relay's poll: its cost does not depend on how much is SENT.
create index event_outbox_pending on event_outbox (outbox_id) where status = 'PENDING';
create index event_outbox_sent on event_outbox (sent_at) where status = 'SENT';
create index event_outbox_failed on event_outbox (outbox_id) where status = 'FAILED';

create table async_tasks (
  task_id uuid primary key default uuidv7(),
  command_id uuid not null references command_inbox,
  session_id uuid not null,
  account_id uuid not null,
  stage text not null,
  status text not null default 'PENDING'
    check (status in ('PENDING', 'RUNNING', 'COMPLETED', 'FAILED', 'CANCELLED')),
  progress integer not null default 0 check (progress between 0 and 100),
  message_code text,
  candidates_done integer not null default 0,
  candidates_total integer not null default 0,
  -- Contents that are whole and checked: what a stop turns into a proposal.
  finished jsonb not null default '[]',
  -- What a proposal's origin will say; known once the generation has started.
  origin jsonb,
  attempts integer not null default 0,
  heartbeat_at timestamptz,
  flow_run_id uuid,
  error jsonb,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz,
  constraint async_tasks_command unique (command_id)
);
create index async_tasks_running on async_tasks (session_id) where status in ('PENDING', 'RUNNING');

create table flow_resume_handles (
  handle_id uuid primary key default uuidv7(),
  correlation_id uuid not null,
  session_id uuid not null references genesis_sessions,
  account_id uuid not null,
  flow_run_id uuid,
  task_run_id uuid,
  pause_key text,
  status text not null
    check (status in ('WAITING', 'PENDING_PAUSE', 'PAUSED', 'RESUMED', 'EXPIRED')),
  -- The command whose answer is stored.
  command_id uuid,
  resume_payload jsonb,
  lease_until timestamptz,
  attempts integer not null default 0,
  -- Who set PAUSED: the worker's state hook, or the reconciler where the hook was lost.
  paused_by text check (paused_by in ('hook', 'reconciler')),
  created_at timestamptz not null default now(),
  paused_at timestamptz,
  resumed_at timestamptz,
  updated_at timestamptz not null default now(),
  expires_at timestamptz,
  check (status <> 'WAITING' or resume_payload is not null)
);
create unique index flow_resume_handles_waiting on flow_resume_handles (correlation_id)
  where status = 'WAITING';
create unique index flow_resume_handles_live on flow_resume_handles (correlation_id)
  where status in ('WAITING', 'PENDING_PAUSE', 'PAUSED');
create index flow_resume_handles_correlation on flow_resume_handles (correlation_id, created_at desc);
-- The reconciler's sweep: answered or unconfirmed pauses, a handful at a time.
create index flow_resume_handles_open on flow_resume_handles (updated_at)
  where status = 'PENDING_PAUSE' or (status in ('WAITING', 'PAUSED') and resume_payload is not null);
create index flow_resume_handles_session on flow_resume_handles (session_id);

create table genesis_stages (
  session_id uuid not null references genesis_sessions,
  stage text not null check (stage in
    ('CONCEPT_SELECTION', 'STORY_CONCEPTION', 'WORLDVIEW', 'CHARACTERS', 'PLOT_OUTLINE')),
  account_id uuid not null,
  status text not null default 'EMPTY' check (status in ('EMPTY', 'DRAFT', 'CONFIRMED', 'STALE')),
  accepted_proposal_id uuid,
  accepted_candidate_id uuid,
  accepted_content jsonb,
  accepted_at timestamptz,
  working_proposal_id uuid,
  working_candidate_id uuid,
  working_locked jsonb not null default '[]',
  -- The session's version when the writer last chose or saved: a choice made during a generation wins.
  working_version integer not null default 0,
  stale_because jsonb,
  kept_text text,
  proposal_count integer not null default 0,
  primary key (session_id, stage)
);

create table genesis_proposals (
  proposal_id uuid primary key default uuidv7(),
  session_id uuid not null references genesis_sessions,
  account_id uuid not null,
  stage text not null,
  round integer not null check (round > 0),
  candidates jsonb not null,
  origin jsonb not null,
  command_id uuid,
  created_at timestamptz not null default now(),
  constraint genesis_proposals_round unique (session_id, stage, round)
);

-- Text that a model is writing now: the state shows it after a reload, the hub sends what is new.
-- UNLOGGED: losing it loses nothing, and it is written ten times a second.
create unlogged table generation_partials (
  command_id uuid not null,
  candidate_index integer not null,
  session_id uuid not null,
  account_id uuid not null,
  attempt integer not null,
  text text not null,
  updated_at timestamptz not null default now(),
  primary key (command_id, candidate_index)
);
create index generation_partials_session on generation_partials (session_id);

create table novels (
  novel_id uuid primary key default uuidv7(),
  session_id uuid not null references genesis_sessions,
  account_id uuid not null,
  edition integer not null default 1,
  title text not null,
  language text not null,
  content jsonb not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint novels_session unique (session_id)
);
create index novels_shelf on novels (account_id, updated_at desc, novel_id desc);

create table part_heartbeats (
  part text not null,
  instance_id text not null,
  status text not null check (status in ('ok', 'starting', 'degraded')),
  detail text,
  info jsonb not null default '{}',
  seen_at timestamptz not null default now(),
  primary key (part, instance_id)
);

-- migrate:down
drop table part_heartbeats, novels, generation_partials, genesis_proposals, genesis_stages,
  flow_resume_handles, async_tasks, event_outbox, domain_events, command_inbox, genesis_sessions,
  accounts, signing_keys, installation;
