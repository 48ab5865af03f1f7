-- Release 0.1.0 as it stood in a database: its schema, its functions, and three sessions in it: a
-- finished book, one with a revision being written, one whose first generation failed.
-- Made once from that release. Do not edit: it is what `npm run migrate` has to bring to head.

create table schema_migrations (version character varying primary key);
-- Three roles (docs/adr/0003): the owner runs migrations; genesis_app is what the edge's requests
-- run as, under row-level security; genesis_service is the hub, relay, callback and flows.
do $$
begin
  if current_setting('server_version_num')::int < 180000 then
    raise exception 'Genesis Studio needs PostgreSQL 18 or newer, this is %', current_setting('server_version');
  end if;
  if not exists (select from pg_roles where rolname = 'genesis_app') then
    create role genesis_app nologin;
  end if;
  if not exists (select from pg_roles where rolname = 'genesis_service') then
    create role genesis_service nologin;
  end if;
  execute format('grant genesis_app, genesis_service to %I', current_user);
end
$$;

grant usage on schema public to genesis_app, genesis_service;


insert into schema_migrations (version) values ('20261123000001');

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


insert into schema_migrations (version) values ('20261123000002');
-- Row-level security is the second wall: every function asks for the account by itself as well.
do $$
declare
  t text;
begin
  foreach t in array array['accounts', 'genesis_sessions', 'command_inbox', 'domain_events',
    'event_outbox', 'async_tasks', 'flow_resume_handles', 'genesis_stages', 'genesis_proposals',
    'generation_partials', 'novels']
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

grant select, insert on accounts to genesis_app;
grant select, insert, update on genesis_sessions, command_inbox, async_tasks, flow_resume_handles,
  genesis_stages, novels to genesis_app;
grant select, insert on domain_events, event_outbox, genesis_proposals to genesis_app;
grant select, delete on generation_partials to genesis_app;
grant select on installation, signing_keys, part_heartbeats to genesis_app;

grant select, insert, update, delete on all tables in schema public to genesis_service;
revoke all on signing_keys from genesis_service;
revoke update, delete on domain_events from genesis_service;
grant insert, update, delete on part_heartbeats to genesis_app;


insert into schema_migrations (version) values ('20261123000003');
insert into accounts select * from jsonb_populate_recordset(null::accounts, $rows$[
{"kind": "local", "account_id": "3e560b88-594a-4b66-8d25-58a87c7aa1c4", "created_at": "2026-11-24T19:14:06.405629+00:00"},
{"kind": "local", "account_id": "7fa21475-5ba3-4ef7-b6af-8be8b5689ca4", "created_at": "2026-11-24T19:14:06.122834+00:00"},
{"kind": "local", "account_id": "9003d46c-04ae-49e1-9fd4-57a05ee6541e", "created_at": "2026-11-24T19:14:05.29259+00:00"}
]$rows$);
insert into genesis_sessions select * from jsonb_populate_recordset(null::genesis_sessions, $rows$[
{"brief": {"door": "idea", "idea": "A lighthouse keeper hears her own voice on the radio. 灯塔看守人在电台里听见自己的声音。"}, "title": "Edited 0", "status": "ACTIVE", "version": 14, "cost_usd": 0, "language": "en", "novel_id": null, "run_epoch": 1, "account_id": "7fa21475-5ba3-4ef7-b6af-8be8b5689ca4", "created_at": "2026-11-24T19:14:06.122834+00:00", "last_error": null, "session_id": "01a20efa-c8ab-70a4-aaa3-d1f96e5ce79c", "updated_at": "2026-11-24T19:14:06.390544+00:00", "answered_by": "01a20efa-c9a7-71e3-b782-dec8314bb573", "flow_run_id": "4895184e-5e90-475b-b250-1c33fffb87df", "run_seen_at": "2026-11-24T19:14:06.390544+00:00", "input_tokens": 30, "request_hash": null, "current_stage": "WORLDVIEW", "output_tokens": 60, "correlation_id": "01a20efa-c983-705f-bf9d-ba599777ab60", "created_answer": null, "idempotency_key": null},
{"brief": {"door": "idea", "idea": "A lighthouse keeper hears her own voice on the radio. 灯塔看守人在电台里听见自己的声音。"}, "title": "The Keeper", "status": "COMPLETED", "version": 23, "cost_usd": 0, "language": "en", "novel_id": "01a20efa-c891-7aa2-967a-e17203b89918", "run_epoch": 1, "account_id": "9003d46c-04ae-49e1-9fd4-57a05ee6541e", "created_at": "2026-11-24T19:14:05.29259+00:00", "last_error": null, "session_id": "01a20efa-c575-7bed-a8e6-47123d7d8ecf", "updated_at": "2026-11-24T19:14:06.092848+00:00", "answered_by": null, "flow_run_id": null, "run_seen_at": null, "input_tokens": 50, "request_hash": null, "current_stage": "PLOT_OUTLINE", "output_tokens": 100, "correlation_id": "01a20efa-c867-7aa5-a768-f36ae39eb7f8", "created_answer": null, "idempotency_key": null},
{"brief": {"door": "inspiration", "genre": "sea"}, "title": "", "status": "ACTIVE", "version": 4, "cost_usd": 0, "language": "en", "novel_id": null, "run_epoch": 1, "account_id": "3e560b88-594a-4b66-8d25-58a87c7aa1c4", "created_at": "2026-11-24T19:14:06.405629+00:00", "last_error": {"at": "2026-11-24T19:14:06.434Z", "code": "MODEL_BAD_ANSWER", "stage": "CONCEPT_SELECTION", "message": "no", "payload": {"genre": "sea"}, "kept_text": "kept text", "command_id": "01a20efa-c9d0-749d-ada2-364a85dbfba3", "command_type": "REQUEST_INSPIRATION"}, "session_id": "01a20efa-c9c5-7db5-91bc-97229150c61f", "updated_at": "2026-11-24T19:14:06.434494+00:00", "answered_by": null, "flow_run_id": "281eb7fe-41e4-45e8-b6bf-cdeb22427e84", "run_seen_at": "2026-11-24T19:14:06.417055+00:00", "input_tokens": 0, "request_hash": null, "current_stage": "CONCEPT_SELECTION", "output_tokens": 0, "correlation_id": "01a20efa-c9e5-721d-a207-b60910c031b3", "created_answer": null, "idempotency_key": null}
]$rows$);
insert into command_inbox select * from jsonb_populate_recordset(null::command_inbox, $rows$[
{"error": null, "stage": "CHARACTERS", "result": {"proposal_id": "01a20efa-c7c1-7414-923c-a726fe7aad17"}, "status": "COMPLETED", "payload": {"stage": "WORLDVIEW", "proposal_id": "01a20efa-c75e-7dcb-837c-9a468ccc37ae", "candidate_id": "01a20efa-c75f-7224-8ee2-51efffab79c8"}, "version": 14, "run_epoch": 1, "account_id": "9003d46c-04ae-49e1-9fd4-57a05ee6541e", "command_id": "01a20efa-c794-726c-96d8-66d5a659219d", "session_id": "01a20efa-c575-7bed-a8e6-47123d7d8ecf", "started_at": "2026-11-24T19:14:05.867651+00:00", "finished_at": "2026-11-24T19:14:05.888313+00:00", "received_at": "2026-11-24T19:14:05.843573+00:00", "command_type": "CONFIRM_STAGE", "request_hash": null, "is_background": true, "correlation_id": "01a20efa-c75f-7c13-b6a1-475c6d3af6cb", "idempotency_key": null},
{"error": null, "stage": "CHARACTERS", "result": {}, "status": "COMPLETED", "payload": {"locked": ["/title"], "proposal_id": "01a20efa-c7c1-7414-923c-a726fe7aad17", "candidate_id": "01a20efa-c7c1-776c-9e98-4f2c547190ca"}, "version": 17, "run_epoch": null, "account_id": "9003d46c-04ae-49e1-9fd4-57a05ee6541e", "command_id": "01a20efa-c7f1-7098-a7c1-44e886df0675", "session_id": "01a20efa-c575-7bed-a8e6-47123d7d8ecf", "started_at": null, "finished_at": "2026-11-24T19:14:05.929191+00:00", "received_at": "2026-11-24T19:14:05.929191+00:00", "command_type": "SELECT_CANDIDATE", "request_hash": null, "is_background": false, "correlation_id": null, "idempotency_key": null},
{"error": null, "stage": "CONCEPT_SELECTION", "result": {"proposal_id": "01a20efa-c667-7602-95b6-5704458ad793"}, "status": "COMPLETED", "payload": {"idea": "A lighthouse keeper hears her own voice on the radio. 灯塔看守人在电台里听见自己的声音。"}, "version": 2, "run_epoch": 1, "account_id": "9003d46c-04ae-49e1-9fd4-57a05ee6541e", "command_id": "01a20efa-c609-7643-8653-98f836ebb70a", "session_id": "01a20efa-c575-7bed-a8e6-47123d7d8ecf", "started_at": "2026-11-24T19:14:05.477222+00:00", "finished_at": "2026-11-24T19:14:05.538207+00:00", "received_at": "2026-11-24T19:14:05.441316+00:00", "command_type": "SUBMIT_IDEA", "request_hash": "h", "is_background": true, "correlation_id": "01a20efa-c575-7c2d-ba83-a385e5ed0fe4", "idempotency_key": "first press"},
{"error": null, "stage": "CONCEPT_SELECTION", "result": {"proposal_id": "01a20efa-c8ff-7428-b5ca-0c08d0aec4f9"}, "status": "COMPLETED", "payload": {"idea": "A lighthouse keeper hears her own voice on the radio. 灯塔看守人在电台里听见自己的声音。"}, "version": 2, "run_epoch": 1, "account_id": "7fa21475-5ba3-4ef7-b6af-8be8b5689ca4", "command_id": "01a20efa-c8c4-78f7-86d9-46a11178e0a8", "session_id": "01a20efa-c8ab-70a4-aaa3-d1f96e5ce79c", "started_at": "2026-11-24T19:14:06.157236+00:00", "finished_at": "2026-11-24T19:14:06.206828+00:00", "received_at": "2026-11-24T19:14:06.147977+00:00", "command_type": "SUBMIT_IDEA", "request_hash": "h", "is_background": true, "correlation_id": "01a20efa-c8ab-70c6-a212-1dd660e89dad", "idempotency_key": "first press"},
{"error": null, "stage": "CONCEPT_SELECTION", "result": {}, "status": "COMPLETED", "payload": {"locked": ["/title"], "proposal_id": "01a20efa-c667-7602-95b6-5704458ad793", "candidate_id": "01a20efa-c667-7f93-b6f0-50677711df13"}, "version": 5, "run_epoch": null, "account_id": "9003d46c-04ae-49e1-9fd4-57a05ee6541e", "command_id": "01a20efa-c69f-748a-a003-80fc45c8b374", "session_id": "01a20efa-c575-7bed-a8e6-47123d7d8ecf", "started_at": null, "finished_at": "2026-11-24T19:14:05.588525+00:00", "received_at": "2026-11-24T19:14:05.588525+00:00", "command_type": "SELECT_CANDIDATE", "request_hash": null, "is_background": false, "correlation_id": null, "idempotency_key": null},
{"error": null, "stage": "CONCEPT_SELECTION", "result": {}, "status": "COMPLETED", "payload": {"locked": ["/title"], "proposal_id": "01a20efa-c8ff-7428-b5ca-0c08d0aec4f9", "candidate_id": "01a20efa-c8ff-7767-9ba2-0ae211d4e625"}, "version": 5, "run_epoch": null, "account_id": "7fa21475-5ba3-4ef7-b6af-8be8b5689ca4", "command_id": "01a20efa-c910-79f3-b796-32570f17eb45", "session_id": "01a20efa-c8ab-70a4-aaa3-d1f96e5ce79c", "started_at": null, "finished_at": "2026-11-24T19:14:06.224007+00:00", "received_at": "2026-11-24T19:14:06.224007+00:00", "command_type": "SELECT_CANDIDATE", "request_hash": null, "is_background": false, "correlation_id": null, "idempotency_key": null},
{"error": null, "stage": "PLOT_OUTLINE", "result": {"novel_id": "01a20efa-c891-7aa2-967a-e17203b89918"}, "status": "COMPLETED", "payload": {"title": "The Keeper"}, "version": 23, "run_epoch": null, "account_id": "9003d46c-04ae-49e1-9fd4-57a05ee6541e", "command_id": "01a20efa-c898-765e-94b1-3c7c2e1fd2d7", "session_id": "01a20efa-c575-7bed-a8e6-47123d7d8ecf", "started_at": null, "finished_at": "2026-11-24T19:14:06.092848+00:00", "received_at": "2026-11-24T19:14:06.092848+00:00", "command_type": "FINISH_GENESIS", "request_hash": null, "is_background": false, "correlation_id": null, "idempotency_key": null},
{"error": null, "stage": "PLOT_OUTLINE", "result": {"proposal_id": "01a20efa-c835-76c6-b80a-6dfdd9ea5ba8"}, "status": "COMPLETED", "payload": {"stage": "CHARACTERS", "proposal_id": "01a20efa-c7c1-7414-923c-a726fe7aad17", "candidate_id": "01a20efa-c7c1-776c-9e98-4f2c547190ca"}, "version": 18, "run_epoch": 1, "account_id": "9003d46c-04ae-49e1-9fd4-57a05ee6541e", "command_id": "01a20efa-c7fa-7957-ab02-ad2cef991558", "session_id": "01a20efa-c575-7bed-a8e6-47123d7d8ecf", "started_at": "2026-11-24T19:14:05.979352+00:00", "finished_at": "2026-11-24T19:14:06.005017+00:00", "received_at": "2026-11-24T19:14:05.946004+00:00", "command_type": "CONFIRM_STAGE", "request_hash": null, "is_background": true, "correlation_id": "01a20efa-c7c9-7d7a-beac-9f337f15b236", "idempotency_key": null},
{"error": null, "stage": "PLOT_OUTLINE", "result": {}, "status": "COMPLETED", "payload": {"locked": ["/title"], "proposal_id": "01a20efa-c835-76c6-b80a-6dfdd9ea5ba8", "candidate_id": "01a20efa-c835-79e0-9891-ec525b8275cd"}, "version": 21, "run_epoch": null, "account_id": "9003d46c-04ae-49e1-9fd4-57a05ee6541e", "command_id": "01a20efa-c849-76a5-a88b-10dc2261f181", "session_id": "01a20efa-c575-7bed-a8e6-47123d7d8ecf", "started_at": null, "finished_at": "2026-11-24T19:14:06.024775+00:00", "received_at": "2026-11-24T19:14:06.024775+00:00", "command_type": "SELECT_CANDIDATE", "request_hash": null, "is_background": false, "correlation_id": null, "idempotency_key": null},
{"error": null, "stage": "PLOT_OUTLINE", "result": {}, "status": "COMPLETED", "payload": {"stage": "PLOT_OUTLINE", "proposal_id": "01a20efa-c835-76c6-b80a-6dfdd9ea5ba8", "candidate_id": "01a20efa-c835-79e0-9891-ec525b8275cd"}, "version": 22, "run_epoch": null, "account_id": "9003d46c-04ae-49e1-9fd4-57a05ee6541e", "command_id": "01a20efa-c85c-7d39-a487-0400ecbaf8db", "session_id": "01a20efa-c575-7bed-a8e6-47123d7d8ecf", "started_at": null, "finished_at": "2026-11-24T19:14:06.044286+00:00", "received_at": "2026-11-24T19:14:06.044286+00:00", "command_type": "CONFIRM_STAGE", "request_hash": null, "is_background": false, "correlation_id": "01a20efa-c83c-724a-8aa3-52643f7c1bb7", "idempotency_key": null},
{"error": null, "stage": "STORY_CONCEPTION", "result": {"proposal_id": "01a20efa-c6fa-7305-9c97-57575fcacaba"}, "status": "COMPLETED", "payload": {"stage": "CONCEPT_SELECTION", "proposal_id": "01a20efa-c667-7602-95b6-5704458ad793", "candidate_id": "01a20efa-c667-7f93-b6f0-50677711df13"}, "version": 6, "run_epoch": 1, "account_id": "9003d46c-04ae-49e1-9fd4-57a05ee6541e", "command_id": "01a20efa-c6b0-7e69-9e5c-edec4d3e200c", "session_id": "01a20efa-c575-7bed-a8e6-47123d7d8ecf", "started_at": "2026-11-24T19:14:05.673161+00:00", "finished_at": "2026-11-24T19:14:05.687895+00:00", "received_at": "2026-11-24T19:14:05.613059+00:00", "command_type": "CONFIRM_STAGE", "request_hash": null, "is_background": true, "correlation_id": "01a20efa-c66f-78f9-8269-d76257db93d8", "idempotency_key": null},
{"error": null, "stage": "STORY_CONCEPTION", "result": {"proposal_id": "01a20efa-c94d-70c7-955e-9043e70883a8"}, "status": "COMPLETED", "payload": {"stage": "CONCEPT_SELECTION", "proposal_id": "01a20efa-c8ff-7428-b5ca-0c08d0aec4f9", "candidate_id": "01a20efa-c8ff-7767-9ba2-0ae211d4e625"}, "version": 6, "run_epoch": 1, "account_id": "7fa21475-5ba3-4ef7-b6af-8be8b5689ca4", "command_id": "01a20efa-c925-7249-8e9d-af26fb7d1d77", "session_id": "01a20efa-c8ab-70a4-aaa3-d1f96e5ce79c", "started_at": "2026-11-24T19:14:06.272163+00:00", "finished_at": "2026-11-24T19:14:06.284862+00:00", "received_at": "2026-11-24T19:14:06.244547+00:00", "command_type": "CONFIRM_STAGE", "request_hash": null, "is_background": true, "correlation_id": "01a20efa-c900-71e1-ad7f-e66298b85c98", "idempotency_key": null},
{"error": null, "stage": "STORY_CONCEPTION", "result": {}, "status": "COMPLETED", "payload": {"locked": ["/title"], "proposal_id": "01a20efa-c6fa-7305-9c97-57575fcacaba", "candidate_id": "01a20efa-c6fa-7646-9997-ec243d2b6fa8"}, "version": 9, "run_epoch": null, "account_id": "9003d46c-04ae-49e1-9fd4-57a05ee6541e", "command_id": "01a20efa-c71b-7071-81a3-fa65a6d2d126", "session_id": "01a20efa-c575-7bed-a8e6-47123d7d8ecf", "started_at": null, "finished_at": "2026-11-24T19:14:05.722187+00:00", "received_at": "2026-11-24T19:14:05.722187+00:00", "command_type": "SELECT_CANDIDATE", "request_hash": null, "is_background": false, "correlation_id": null, "idempotency_key": null},
{"error": null, "stage": "STORY_CONCEPTION", "result": {}, "status": "COMPLETED", "payload": {"locked": ["/title"], "proposal_id": "01a20efa-c94d-70c7-955e-9043e70883a8", "candidate_id": "01a20efa-c94d-7267-99f2-dc982f9b23d7"}, "version": 9, "run_epoch": null, "account_id": "7fa21475-5ba3-4ef7-b6af-8be8b5689ca4", "command_id": "01a20efa-c95e-769e-91b2-a1f26a13eb03", "session_id": "01a20efa-c8ab-70a4-aaa3-d1f96e5ce79c", "started_at": null, "finished_at": "2026-11-24T19:14:06.30203+00:00", "received_at": "2026-11-24T19:14:06.30203+00:00", "command_type": "SELECT_CANDIDATE", "request_hash": null, "is_background": false, "correlation_id": null, "idempotency_key": null},
{"error": null, "stage": "WORLDVIEW", "result": null, "status": "PROCESSING", "payload": {"feedback": "older", "proposal_id": "01a20efa-c982-7a02-86ea-e3df99177ab2", "candidate_id": "01a20efa-c982-7b95-a1c1-be7715c39443"}, "version": 13, "run_epoch": 1, "account_id": "7fa21475-5ba3-4ef7-b6af-8be8b5689ca4", "command_id": "01a20efa-c9a7-71e3-b782-dec8314bb573", "session_id": "01a20efa-c8ab-70a4-aaa3-d1f96e5ce79c", "started_at": "2026-11-24T19:14:06.390544+00:00", "finished_at": null, "received_at": "2026-11-24T19:14:06.374246+00:00", "command_type": "REVISE_PROPOSAL", "request_hash": null, "is_background": true, "correlation_id": "01a20efa-c983-705f-bf9d-ba599777ab60", "idempotency_key": null},
{"error": null, "stage": "WORLDVIEW", "result": {"proposal_id": "01a20efa-c75e-7dcb-837c-9a468ccc37ae"}, "status": "COMPLETED", "payload": {"stage": "STORY_CONCEPTION", "proposal_id": "01a20efa-c6fa-7305-9c97-57575fcacaba", "candidate_id": "01a20efa-c6fa-7646-9997-ec243d2b6fa8"}, "version": 10, "run_epoch": 1, "account_id": "9003d46c-04ae-49e1-9fd4-57a05ee6541e", "command_id": "01a20efa-c727-7dea-bdf8-544bf3991766", "session_id": "01a20efa-c575-7bed-a8e6-47123d7d8ecf", "started_at": "2026-11-24T19:14:05.765843+00:00", "finished_at": "2026-11-24T19:14:05.790393+00:00", "received_at": "2026-11-24T19:14:05.734+00:00", "command_type": "CONFIRM_STAGE", "request_hash": null, "is_background": true, "correlation_id": "01a20efa-c6ff-78b1-bdff-29804cdac3cc", "idempotency_key": null},
{"error": null, "stage": "WORLDVIEW", "result": {"proposal_id": "01a20efa-c982-7a02-86ea-e3df99177ab2"}, "status": "COMPLETED", "payload": {"stage": "STORY_CONCEPTION", "proposal_id": "01a20efa-c94d-70c7-955e-9043e70883a8", "candidate_id": "01a20efa-c94d-7267-99f2-dc982f9b23d7"}, "version": 10, "run_epoch": 1, "account_id": "7fa21475-5ba3-4ef7-b6af-8be8b5689ca4", "command_id": "01a20efa-c972-73ab-a40f-60bf34d1b899", "session_id": "01a20efa-c8ab-70a4-aaa3-d1f96e5ce79c", "started_at": "2026-11-24T19:14:06.328915+00:00", "finished_at": "2026-11-24T19:14:06.338438+00:00", "received_at": "2026-11-24T19:14:06.32184+00:00", "command_type": "CONFIRM_STAGE", "request_hash": null, "is_background": true, "correlation_id": "01a20efa-c94d-7736-9d80-bd5d2474cfba", "idempotency_key": null},
{"error": null, "stage": "WORLDVIEW", "result": {}, "status": "COMPLETED", "payload": {"locked": ["/title"], "proposal_id": "01a20efa-c75e-7dcb-837c-9a468ccc37ae", "candidate_id": "01a20efa-c75f-7224-8ee2-51efffab79c8"}, "version": 13, "run_epoch": null, "account_id": "9003d46c-04ae-49e1-9fd4-57a05ee6541e", "command_id": "01a20efa-c782-7f44-94dc-b937cc3b8c32", "session_id": "01a20efa-c575-7bed-a8e6-47123d7d8ecf", "started_at": null, "finished_at": "2026-11-24T19:14:05.826152+00:00", "received_at": "2026-11-24T19:14:05.826152+00:00", "command_type": "SELECT_CANDIDATE", "request_hash": null, "is_background": false, "correlation_id": null, "idempotency_key": null},
{"error": {"code": "MODEL_BAD_ANSWER", "message": "no", "kept_text": "kept text"}, "stage": "CONCEPT_SELECTION", "result": null, "status": "FAILED", "payload": {"genre": "sea"}, "version": 2, "run_epoch": 1, "account_id": "3e560b88-594a-4b66-8d25-58a87c7aa1c4", "command_id": "01a20efa-c9d0-749d-ada2-364a85dbfba3", "session_id": "01a20efa-c9c5-7db5-91bc-97229150c61f", "started_at": "2026-11-24T19:14:06.417055+00:00", "finished_at": "2026-11-24T19:14:06.434494+00:00", "received_at": "2026-11-24T19:14:06.415815+00:00", "command_type": "REQUEST_INSPIRATION", "request_hash": null, "is_background": true, "correlation_id": "01a20efa-c9c5-7de9-b2f8-4d917852ae17", "idempotency_key": null}
]$rows$);
insert into domain_events select * from jsonb_populate_recordset(null::domain_events, $rows$[
{"payload": {"brief": {"door": "idea", "idea": "A lighthouse keeper hears her own voice on the radio. 灯塔看守人在电台里听见自己的声音。", "genre": null, "hints": null, "notes": null}, "stage": "CONCEPT_SELECTION", "payload": {"idea": "A lighthouse keeper hears her own voice on the radio. 灯塔看守人在电台里听见自己的声音。"}, "command_type": "SUBMIT_IDEA"}, "version": 2, "event_id": "01a20efa-c609-79f5-9fb3-0d122a9ea28d", "account_id": "9003d46c-04ae-49e1-9fd4-57a05ee6541e", "command_id": "01a20efa-c609-7643-8653-98f836ebb70a", "event_type": "genesis.idea.submitted", "session_id": "01a20efa-c575-7bed-a8e6-47123d7d8ecf", "occurred_at": "2026-11-24T19:14:05.441316+00:00", "correlation_id": "01a20efa-c575-7c2d-ba83-a385e5ed0fe4", "payload_version": 1},
{"payload": {"brief": {"door": "idea", "idea": "A lighthouse keeper hears her own voice on the radio. 灯塔看守人在电台里听见自己的声音。", "genre": null, "hints": null, "notes": null}, "stage": "CONCEPT_SELECTION", "payload": {"idea": "A lighthouse keeper hears her own voice on the radio. 灯塔看守人在电台里听见自己的声音。"}, "command_type": "SUBMIT_IDEA"}, "version": 2, "event_id": "01a20efa-c8c4-7a05-9880-6b6b8cbb62e2", "account_id": "7fa21475-5ba3-4ef7-b6af-8be8b5689ca4", "command_id": "01a20efa-c8c4-78f7-86d9-46a11178e0a8", "event_type": "genesis.idea.submitted", "session_id": "01a20efa-c8ab-70a4-aaa3-d1f96e5ce79c", "occurred_at": "2026-11-24T19:14:06.147977+00:00", "correlation_id": "01a20efa-c8ab-70c6-a212-1dd660e89dad", "payload_version": 1},
{"payload": {"brief": {"door": "inspiration", "idea": null, "genre": "sea", "hints": null, "notes": null}, "stage": "CONCEPT_SELECTION", "payload": {"genre": "sea"}, "command_type": "REQUEST_INSPIRATION"}, "version": 2, "event_id": "01a20efa-c9d0-756f-9265-433dcff90f59", "account_id": "3e560b88-594a-4b66-8d25-58a87c7aa1c4", "command_id": "01a20efa-c9d0-749d-ada2-364a85dbfba3", "event_type": "genesis.inspiration.requested", "session_id": "01a20efa-c9c5-7db5-91bc-97229150c61f", "occurred_at": "2026-11-24T19:14:06.415815+00:00", "correlation_id": "01a20efa-c9c5-7de9-b2f8-4d917852ae17", "payload_version": 1},
{"payload": {"code": "MODEL_BAD_ANSWER", "stage": "CONCEPT_SELECTION", "message": "no", "payload": {"genre": "sea"}, "kept_text": "kept text", "command_type": "REQUEST_INSPIRATION", "next_correlation_id": "01a20efa-c9e5-721d-a207-b60910c031b3"}, "version": 4, "event_id": "01a20efa-c9e5-7ca3-8115-2a28429c577c", "account_id": "3e560b88-594a-4b66-8d25-58a87c7aa1c4", "command_id": "01a20efa-c9d0-749d-ada2-364a85dbfba3", "event_type": "genesis.command.failed", "session_id": "01a20efa-c9c5-7db5-91bc-97229150c61f", "occurred_at": "2026-11-24T19:14:06.434494+00:00", "correlation_id": null, "payload_version": 1},
{"payload": {"stage": "CHARACTERS", "attempt": 1, "run_epoch": 1, "command_type": "CONFIRM_STAGE"}, "version": 15, "event_id": "01a20efa-c7ac-7755-a9e5-34ac25c082e4", "account_id": "9003d46c-04ae-49e1-9fd4-57a05ee6541e", "command_id": "01a20efa-c794-726c-96d8-66d5a659219d", "event_type": "genesis.generation.started", "session_id": "01a20efa-c575-7bed-a8e6-47123d7d8ecf", "occurred_at": "2026-11-24T19:14:05.867651+00:00", "correlation_id": null, "payload_version": 1},
{"payload": {"stage": "CHARACTERS", "title": "Edited 0", "working": {"locked": ["/title"], "proposal_id": "01a20efa-c7ff-726e-9c90-c798a9a1338a", "candidate_id": "01a20efa-c803-7ad5-9133-bd6733549b6f"}, "proposal": {"round": 2, "stage": "CHARACTERS", "origin": {"kind": "user", "model": null, "locked": [], "stopped": false, "cost_usd": null, "feedback": null, "input_tokens": null, "output_tokens": null, "prompt_version": null, "parent_proposal_id": "01a20efa-c7c1-7414-923c-a726fe7aad17"}, "candidates": [{"changed": ["/logline", "/title"], "content": {"facts": [{"text": "a diver", "label": "who"}], "title": "Edited 3", "logline": "Edited 3 and the sea"}, "candidate_id": "01a20efa-c803-7ad5-9133-bd6733549b6f", "field_origins": {"": {"kind": "sample", "proposal_id": "01a20efa-c7c1-7414-923c-a726fe7aad17"}, "/title": {"kind": "user", "proposal_id": "01a20efa-c7ff-726e-9c90-c798a9a1338a"}, "/logline": {"kind": "user", "proposal_id": "01a20efa-c7ff-726e-9c90-c798a9a1338a"}}}], "created_at": "2026-11-24T19:14:05.946Z", "proposal_id": "01a20efa-c7ff-726e-9c90-c798a9a1338a"}, "generating": "PLOT_OUTLINE", "proposal_id": "01a20efa-c7ff-726e-9c90-c798a9a1338a", "candidate_id": "01a20efa-c803-7ad5-9133-bd6733549b6f", "current_stage": "PLOT_OUTLINE", "next_correlation_id": null}, "version": 18, "event_id": "01a20efa-c804-7681-8122-30d989a93a9f", "account_id": "9003d46c-04ae-49e1-9fd4-57a05ee6541e", "command_id": "01a20efa-c7fa-7957-ab02-ad2cef991558", "event_type": "genesis.stage.confirmed", "session_id": "01a20efa-c575-7bed-a8e6-47123d7d8ecf", "occurred_at": "2026-11-24T19:14:05.946004+00:00", "correlation_id": "01a20efa-c7c9-7d7a-beac-9f337f15b236", "payload_version": 1},
{"payload": {"stage": "CHARACTERS", "working": {"locked": ["/title"], "proposal_id": "01a20efa-c7c1-7414-923c-a726fe7aad17", "candidate_id": "01a20efa-c7c1-776c-9e98-4f2c547190ca"}}, "version": 17, "event_id": "01a20efa-c7f1-76a0-9cd9-a9ff3ad94797", "account_id": "9003d46c-04ae-49e1-9fd4-57a05ee6541e", "command_id": "01a20efa-c7f1-7098-a7c1-44e886df0675", "event_type": "genesis.candidate.selected", "session_id": "01a20efa-c575-7bed-a8e6-47123d7d8ecf", "occurred_at": "2026-11-24T19:14:05.929191+00:00", "correlation_id": null, "payload_version": 1},
{"payload": {"stage": "CHARACTERS", "working": {"locked": [], "proposal_id": "01a20efa-c7c1-7414-923c-a726fe7aad17", "candidate_id": "01a20efa-c7c1-776c-9e98-4f2c547190ca"}, "proposal": {"round": 1, "stage": "CHARACTERS", "origin": {"kind": "sample", "model": null, "locked": [], "stopped": false, "cost_usd": 0, "feedback": null, "input_tokens": 10, "output_tokens": 20, "prompt_version": null, "parent_proposal_id": null}, "candidates": [{"changed": [], "content": {"facts": [{"text": "a diver", "label": "who"}], "title": "Stage 3", "logline": "Stage 3 and the sea"}, "candidate_id": "01a20efa-c7c1-776c-9e98-4f2c547190ca", "field_origins": {"": {"kind": "sample", "proposal_id": "01a20efa-c7c1-7414-923c-a726fe7aad17"}}}], "created_at": "2026-11-24T19:14:05.888Z", "proposal_id": "01a20efa-c7c1-7414-923c-a726fe7aad17"}, "next_correlation_id": "01a20efa-c7c9-7d7a-beac-9f337f15b236"}, "version": 16, "event_id": "01a20efa-c7d0-7fb1-a4d5-70a62ea6423b", "account_id": "9003d46c-04ae-49e1-9fd4-57a05ee6541e", "command_id": "01a20efa-c794-726c-96d8-66d5a659219d", "event_type": "genesis.proposal.ready", "session_id": "01a20efa-c575-7bed-a8e6-47123d7d8ecf", "occurred_at": "2026-11-24T19:14:05.888313+00:00", "correlation_id": null, "payload_version": 1},
{"payload": {"stage": "CONCEPT_SELECTION", "attempt": 1, "run_epoch": 1, "command_type": "REQUEST_INSPIRATION"}, "version": 3, "event_id": "01a20efa-c9d1-7b7d-846c-a53a5acc4352", "account_id": "3e560b88-594a-4b66-8d25-58a87c7aa1c4", "command_id": "01a20efa-c9d0-749d-ada2-364a85dbfba3", "event_type": "genesis.generation.started", "session_id": "01a20efa-c9c5-7db5-91bc-97229150c61f", "occurred_at": "2026-11-24T19:14:06.417055+00:00", "correlation_id": null, "payload_version": 1},
{"payload": {"stage": "CONCEPT_SELECTION", "attempt": 1, "run_epoch": 1, "command_type": "SUBMIT_IDEA"}, "version": 3, "event_id": "01a20efa-c63c-7d35-b812-88679bdd1102", "account_id": "9003d46c-04ae-49e1-9fd4-57a05ee6541e", "command_id": "01a20efa-c609-7643-8653-98f836ebb70a", "event_type": "genesis.generation.started", "session_id": "01a20efa-c575-7bed-a8e6-47123d7d8ecf", "occurred_at": "2026-11-24T19:14:05.477222+00:00", "correlation_id": null, "payload_version": 1},
{"payload": {"stage": "CONCEPT_SELECTION", "attempt": 1, "run_epoch": 1, "command_type": "SUBMIT_IDEA"}, "version": 3, "event_id": "01a20efa-c8ce-7011-8e3c-f5cd613a683d", "account_id": "7fa21475-5ba3-4ef7-b6af-8be8b5689ca4", "command_id": "01a20efa-c8c4-78f7-86d9-46a11178e0a8", "event_type": "genesis.generation.started", "session_id": "01a20efa-c8ab-70a4-aaa3-d1f96e5ce79c", "occurred_at": "2026-11-24T19:14:06.157236+00:00", "correlation_id": null, "payload_version": 1},
{"payload": {"stage": "CONCEPT_SELECTION", "title": "Edited 0", "working": {"locked": ["/title"], "proposal_id": "01a20efa-c6b1-73d6-a8e9-64c02f55be5d", "candidate_id": "01a20efa-c6c7-7e86-8a54-f807fac7b86b"}, "proposal": {"round": 2, "stage": "CONCEPT_SELECTION", "origin": {"kind": "user", "model": null, "locked": [], "stopped": false, "cost_usd": null, "feedback": null, "input_tokens": null, "output_tokens": null, "prompt_version": null, "parent_proposal_id": "01a20efa-c667-7602-95b6-5704458ad793"}, "candidates": [{"changed": ["/logline", "/title"], "content": {"facts": [{"text": "a diver", "label": "who"}], "title": "Edited 0", "logline": "Edited 0 and the sea"}, "candidate_id": "01a20efa-c6c7-7e86-8a54-f807fac7b86b", "field_origins": {"": {"kind": "sample", "proposal_id": "01a20efa-c667-7602-95b6-5704458ad793"}, "/title": {"kind": "user", "proposal_id": "01a20efa-c6b1-73d6-a8e9-64c02f55be5d"}, "/logline": {"kind": "user", "proposal_id": "01a20efa-c6b1-73d6-a8e9-64c02f55be5d"}}}], "created_at": "2026-11-24T19:14:05.613Z", "proposal_id": "01a20efa-c6b1-73d6-a8e9-64c02f55be5d"}, "generating": "STORY_CONCEPTION", "proposal_id": "01a20efa-c6b1-73d6-a8e9-64c02f55be5d", "candidate_id": "01a20efa-c6c7-7e86-8a54-f807fac7b86b", "current_stage": "STORY_CONCEPTION", "next_correlation_id": null}, "version": 6, "event_id": "01a20efa-c6ce-7aef-8186-7d0adfc19b30", "account_id": "9003d46c-04ae-49e1-9fd4-57a05ee6541e", "command_id": "01a20efa-c6b0-7e69-9e5c-edec4d3e200c", "event_type": "genesis.stage.confirmed", "session_id": "01a20efa-c575-7bed-a8e6-47123d7d8ecf", "occurred_at": "2026-11-24T19:14:05.613059+00:00", "correlation_id": "01a20efa-c66f-78f9-8269-d76257db93d8", "payload_version": 1},
{"payload": {"stage": "CONCEPT_SELECTION", "title": "Edited 0", "working": {"locked": ["/title"], "proposal_id": "01a20efa-c925-73e1-a8ca-085a54adeba2", "candidate_id": "01a20efa-c925-7ed4-8b0c-85b3cc7e4428"}, "proposal": {"round": 2, "stage": "CONCEPT_SELECTION", "origin": {"kind": "user", "model": null, "locked": [], "stopped": false, "cost_usd": null, "feedback": null, "input_tokens": null, "output_tokens": null, "prompt_version": null, "parent_proposal_id": "01a20efa-c8ff-7428-b5ca-0c08d0aec4f9"}, "candidates": [{"changed": ["/logline", "/title"], "content": {"facts": [{"text": "a diver", "label": "who"}], "title": "Edited 0", "logline": "Edited 0 and the sea"}, "candidate_id": "01a20efa-c925-7ed4-8b0c-85b3cc7e4428", "field_origins": {"": {"kind": "sample", "proposal_id": "01a20efa-c8ff-7428-b5ca-0c08d0aec4f9"}, "/title": {"kind": "user", "proposal_id": "01a20efa-c925-73e1-a8ca-085a54adeba2"}, "/logline": {"kind": "user", "proposal_id": "01a20efa-c925-73e1-a8ca-085a54adeba2"}}}], "created_at": "2026-11-24T19:14:06.244Z", "proposal_id": "01a20efa-c925-73e1-a8ca-085a54adeba2"}, "generating": "STORY_CONCEPTION", "proposal_id": "01a20efa-c925-73e1-a8ca-085a54adeba2", "candidate_id": "01a20efa-c925-7ed4-8b0c-85b3cc7e4428", "current_stage": "STORY_CONCEPTION", "next_correlation_id": null}, "version": 6, "event_id": "01a20efa-c92a-7b2f-bab2-a9b4fcb23c0a", "account_id": "7fa21475-5ba3-4ef7-b6af-8be8b5689ca4", "command_id": "01a20efa-c925-7249-8e9d-af26fb7d1d77", "event_type": "genesis.stage.confirmed", "session_id": "01a20efa-c8ab-70a4-aaa3-d1f96e5ce79c", "occurred_at": "2026-11-24T19:14:06.244547+00:00", "correlation_id": "01a20efa-c900-71e1-ad7f-e66298b85c98", "payload_version": 1},
{"payload": {"stage": "CONCEPT_SELECTION", "working": null, "proposal": {"round": 1, "stage": "CONCEPT_SELECTION", "origin": {"kind": "sample", "model": null, "locked": [], "stopped": false, "cost_usd": 0, "feedback": null, "input_tokens": 10, "output_tokens": 20, "prompt_version": null, "parent_proposal_id": null}, "candidates": [{"changed": [], "content": {"facts": [{"text": "a diver", "label": "who"}], "title": "Salt", "logline": "Salt and the sea"}, "candidate_id": "01a20efa-c667-7f93-b6f0-50677711df13", "field_origins": {"": {"kind": "sample", "proposal_id": "01a20efa-c667-7602-95b6-5704458ad793"}}}, {"changed": [], "content": {"facts": [{"text": "a diver", "label": "who"}], "title": "Brine", "logline": "Brine and the sea"}, "candidate_id": "01a20efa-c667-7ffa-9e26-6c23f06a657f", "field_origins": {"": {"kind": "sample", "proposal_id": "01a20efa-c667-7602-95b6-5704458ad793"}}}, {"changed": [], "content": {"facts": [{"text": "a diver", "label": "who"}], "title": "Tide", "logline": "Tide and the sea"}, "candidate_id": "01a20efa-c668-7027-af35-817adcf73441", "field_origins": {"": {"kind": "sample", "proposal_id": "01a20efa-c667-7602-95b6-5704458ad793"}}}], "created_at": "2026-11-24T19:14:05.538Z", "proposal_id": "01a20efa-c667-7602-95b6-5704458ad793"}, "next_correlation_id": "01a20efa-c66f-78f9-8269-d76257db93d8"}, "version": 4, "event_id": "01a20efa-c670-7e6b-9023-cdf375ee2eaa", "account_id": "9003d46c-04ae-49e1-9fd4-57a05ee6541e", "command_id": "01a20efa-c609-7643-8653-98f836ebb70a", "event_type": "genesis.proposal.ready", "session_id": "01a20efa-c575-7bed-a8e6-47123d7d8ecf", "occurred_at": "2026-11-24T19:14:05.538207+00:00", "correlation_id": null, "payload_version": 1},
{"payload": {"stage": "CONCEPT_SELECTION", "working": null, "proposal": {"round": 1, "stage": "CONCEPT_SELECTION", "origin": {"kind": "sample", "model": null, "locked": [], "stopped": false, "cost_usd": 0, "feedback": null, "input_tokens": 10, "output_tokens": 20, "prompt_version": null, "parent_proposal_id": null}, "candidates": [{"changed": [], "content": {"facts": [{"text": "a diver", "label": "who"}], "title": "Salt", "logline": "Salt and the sea"}, "candidate_id": "01a20efa-c8ff-7767-9ba2-0ae211d4e625", "field_origins": {"": {"kind": "sample", "proposal_id": "01a20efa-c8ff-7428-b5ca-0c08d0aec4f9"}}}, {"changed": [], "content": {"facts": [{"text": "a diver", "label": "who"}], "title": "Brine", "logline": "Brine and the sea"}, "candidate_id": "01a20efa-c8ff-77ae-9b42-f19272323072", "field_origins": {"": {"kind": "sample", "proposal_id": "01a20efa-c8ff-7428-b5ca-0c08d0aec4f9"}}}, {"changed": [], "content": {"facts": [{"text": "a diver", "label": "who"}], "title": "Tide", "logline": "Tide and the sea"}, "candidate_id": "01a20efa-c8ff-77db-80ec-bf95d6a1eb00", "field_origins": {"": {"kind": "sample", "proposal_id": "01a20efa-c8ff-7428-b5ca-0c08d0aec4f9"}}}], "created_at": "2026-11-24T19:14:06.206Z", "proposal_id": "01a20efa-c8ff-7428-b5ca-0c08d0aec4f9"}, "next_correlation_id": "01a20efa-c900-71e1-ad7f-e66298b85c98"}, "version": 4, "event_id": "01a20efa-c900-76b6-8ded-7305528995d3", "account_id": "7fa21475-5ba3-4ef7-b6af-8be8b5689ca4", "command_id": "01a20efa-c8c4-78f7-86d9-46a11178e0a8", "event_type": "genesis.proposal.ready", "session_id": "01a20efa-c8ab-70a4-aaa3-d1f96e5ce79c", "occurred_at": "2026-11-24T19:14:06.206828+00:00", "correlation_id": null, "payload_version": 1},
{"payload": {"stage": "CONCEPT_SELECTION", "working": {"locked": ["/title"], "proposal_id": "01a20efa-c667-7602-95b6-5704458ad793", "candidate_id": "01a20efa-c667-7f93-b6f0-50677711df13"}}, "version": 5, "event_id": "01a20efa-c69f-7cc0-8148-03e99109bd8b", "account_id": "9003d46c-04ae-49e1-9fd4-57a05ee6541e", "command_id": "01a20efa-c69f-748a-a003-80fc45c8b374", "event_type": "genesis.candidate.selected", "session_id": "01a20efa-c575-7bed-a8e6-47123d7d8ecf", "occurred_at": "2026-11-24T19:14:05.588525+00:00", "correlation_id": null, "payload_version": 1},
{"payload": {"stage": "CONCEPT_SELECTION", "working": {"locked": ["/title"], "proposal_id": "01a20efa-c8ff-7428-b5ca-0c08d0aec4f9", "candidate_id": "01a20efa-c8ff-7767-9ba2-0ae211d4e625"}}, "version": 5, "event_id": "01a20efa-c910-7d82-8b44-b11cab42e80e", "account_id": "7fa21475-5ba3-4ef7-b6af-8be8b5689ca4", "command_id": "01a20efa-c910-79f3-b796-32570f17eb45", "event_type": "genesis.candidate.selected", "session_id": "01a20efa-c8ab-70a4-aaa3-d1f96e5ce79c", "occurred_at": "2026-11-24T19:14:06.224007+00:00", "correlation_id": null, "payload_version": 1},
{"payload": {"stage": "PLOT_OUTLINE", "attempt": 1, "run_epoch": 1, "command_type": "CONFIRM_STAGE"}, "version": 19, "event_id": "01a20efa-c81f-7137-8e0a-47db7280dd5b", "account_id": "9003d46c-04ae-49e1-9fd4-57a05ee6541e", "command_id": "01a20efa-c7fa-7957-ab02-ad2cef991558", "event_type": "genesis.generation.started", "session_id": "01a20efa-c575-7bed-a8e6-47123d7d8ecf", "occurred_at": "2026-11-24T19:14:05.979352+00:00", "correlation_id": null, "payload_version": 1},
{"payload": {"stage": "PLOT_OUTLINE", "title": "Edited 0", "working": {"locked": ["/title"], "proposal_id": "01a20efa-c85c-7ea6-b6a8-2ed37221586a", "candidate_id": "01a20efa-c85d-7938-87b0-c0bfd8b4e779"}, "proposal": {"round": 2, "stage": "PLOT_OUTLINE", "origin": {"kind": "user", "model": null, "locked": [], "stopped": false, "cost_usd": null, "feedback": null, "input_tokens": null, "output_tokens": null, "prompt_version": null, "parent_proposal_id": "01a20efa-c835-76c6-b80a-6dfdd9ea5ba8"}, "candidates": [{"changed": ["/logline", "/title"], "content": {"facts": [{"text": "a diver", "label": "who"}], "title": "Edited 4", "logline": "Edited 4 and the sea"}, "candidate_id": "01a20efa-c85d-7938-87b0-c0bfd8b4e779", "field_origins": {"": {"kind": "sample", "proposal_id": "01a20efa-c835-76c6-b80a-6dfdd9ea5ba8"}, "/title": {"kind": "user", "proposal_id": "01a20efa-c85c-7ea6-b6a8-2ed37221586a"}, "/logline": {"kind": "user", "proposal_id": "01a20efa-c85c-7ea6-b6a8-2ed37221586a"}}}], "created_at": "2026-11-24T19:14:06.044Z", "proposal_id": "01a20efa-c85c-7ea6-b6a8-2ed37221586a"}, "generating": null, "proposal_id": "01a20efa-c85c-7ea6-b6a8-2ed37221586a", "candidate_id": "01a20efa-c85d-7938-87b0-c0bfd8b4e779", "current_stage": "PLOT_OUTLINE", "next_correlation_id": "01a20efa-c867-7aa5-a768-f36ae39eb7f8"}, "version": 22, "event_id": "01a20efa-c86f-7391-88b1-59b055073082", "account_id": "9003d46c-04ae-49e1-9fd4-57a05ee6541e", "command_id": "01a20efa-c85c-7d39-a487-0400ecbaf8db", "event_type": "genesis.stage.confirmed", "session_id": "01a20efa-c575-7bed-a8e6-47123d7d8ecf", "occurred_at": "2026-11-24T19:14:06.044286+00:00", "correlation_id": "01a20efa-c83c-724a-8aa3-52643f7c1bb7", "payload_version": 1},
{"payload": {"stage": "PLOT_OUTLINE", "working": {"locked": ["/title"], "proposal_id": "01a20efa-c835-76c6-b80a-6dfdd9ea5ba8", "candidate_id": "01a20efa-c835-79e0-9891-ec525b8275cd"}}, "version": 21, "event_id": "01a20efa-c849-7bd0-8453-0ba526ba765e", "account_id": "9003d46c-04ae-49e1-9fd4-57a05ee6541e", "command_id": "01a20efa-c849-76a5-a88b-10dc2261f181", "event_type": "genesis.candidate.selected", "session_id": "01a20efa-c575-7bed-a8e6-47123d7d8ecf", "occurred_at": "2026-11-24T19:14:06.024775+00:00", "correlation_id": null, "payload_version": 1},
{"payload": {"stage": "PLOT_OUTLINE", "working": {"locked": [], "proposal_id": "01a20efa-c835-76c6-b80a-6dfdd9ea5ba8", "candidate_id": "01a20efa-c835-79e0-9891-ec525b8275cd"}, "proposal": {"round": 1, "stage": "PLOT_OUTLINE", "origin": {"kind": "sample", "model": null, "locked": [], "stopped": false, "cost_usd": 0, "feedback": null, "input_tokens": 10, "output_tokens": 20, "prompt_version": null, "parent_proposal_id": null}, "candidates": [{"changed": [], "content": {"facts": [{"text": "a diver", "label": "who"}], "title": "Stage 4", "logline": "Stage 4 and the sea"}, "candidate_id": "01a20efa-c835-79e0-9891-ec525b8275cd", "field_origins": {"": {"kind": "sample", "proposal_id": "01a20efa-c835-76c6-b80a-6dfdd9ea5ba8"}}}], "created_at": "2026-11-24T19:14:06.005Z", "proposal_id": "01a20efa-c835-76c6-b80a-6dfdd9ea5ba8"}, "next_correlation_id": "01a20efa-c83c-724a-8aa3-52643f7c1bb7"}, "version": 20, "event_id": "01a20efa-c83c-797c-a84e-152c87f7c9c8", "account_id": "9003d46c-04ae-49e1-9fd4-57a05ee6541e", "command_id": "01a20efa-c7fa-7957-ab02-ad2cef991558", "event_type": "genesis.proposal.ready", "session_id": "01a20efa-c575-7bed-a8e6-47123d7d8ecf", "occurred_at": "2026-11-24T19:14:06.005017+00:00", "correlation_id": null, "payload_version": 1},
{"payload": {"stage": "STORY_CONCEPTION", "attempt": 1, "run_epoch": 1, "command_type": "CONFIRM_STAGE"}, "version": 7, "event_id": "01a20efa-c6ea-70c7-b60d-bc537207573c", "account_id": "9003d46c-04ae-49e1-9fd4-57a05ee6541e", "command_id": "01a20efa-c6b0-7e69-9e5c-edec4d3e200c", "event_type": "genesis.generation.started", "session_id": "01a20efa-c575-7bed-a8e6-47123d7d8ecf", "occurred_at": "2026-11-24T19:14:05.673161+00:00", "correlation_id": null, "payload_version": 1},
{"payload": {"stage": "STORY_CONCEPTION", "attempt": 1, "run_epoch": 1, "command_type": "CONFIRM_STAGE"}, "version": 7, "event_id": "01a20efa-c940-7a4c-acbc-74fb5c423344", "account_id": "7fa21475-5ba3-4ef7-b6af-8be8b5689ca4", "command_id": "01a20efa-c925-7249-8e9d-af26fb7d1d77", "event_type": "genesis.generation.started", "session_id": "01a20efa-c8ab-70a4-aaa3-d1f96e5ce79c", "occurred_at": "2026-11-24T19:14:06.272163+00:00", "correlation_id": null, "payload_version": 1},
{"payload": {"stage": "STORY_CONCEPTION", "title": "Edited 0", "working": {"locked": ["/title"], "proposal_id": "01a20efa-c728-7018-a4b4-dcb4c9284f86", "candidate_id": "01a20efa-c72d-795d-a525-66388042c641"}, "proposal": {"round": 2, "stage": "STORY_CONCEPTION", "origin": {"kind": "user", "model": null, "locked": [], "stopped": false, "cost_usd": null, "feedback": null, "input_tokens": null, "output_tokens": null, "prompt_version": null, "parent_proposal_id": "01a20efa-c6fa-7305-9c97-57575fcacaba"}, "candidates": [{"changed": ["/logline", "/title"], "content": {"facts": [{"text": "a diver", "label": "who"}], "title": "Edited 1", "logline": "Edited 1 and the sea"}, "candidate_id": "01a20efa-c72d-795d-a525-66388042c641", "field_origins": {"": {"kind": "sample", "proposal_id": "01a20efa-c6fa-7305-9c97-57575fcacaba"}, "/title": {"kind": "user", "proposal_id": "01a20efa-c728-7018-a4b4-dcb4c9284f86"}, "/logline": {"kind": "user", "proposal_id": "01a20efa-c728-7018-a4b4-dcb4c9284f86"}}}], "created_at": "2026-11-24T19:14:05.734Z", "proposal_id": "01a20efa-c728-7018-a4b4-dcb4c9284f86"}, "generating": "WORLDVIEW", "proposal_id": "01a20efa-c728-7018-a4b4-dcb4c9284f86", "candidate_id": "01a20efa-c72d-795d-a525-66388042c641", "current_stage": "WORLDVIEW", "next_correlation_id": null}, "version": 10, "event_id": "01a20efa-c72f-71bb-b768-aec0673c64b6", "account_id": "9003d46c-04ae-49e1-9fd4-57a05ee6541e", "command_id": "01a20efa-c727-7dea-bdf8-544bf3991766", "event_type": "genesis.stage.confirmed", "session_id": "01a20efa-c575-7bed-a8e6-47123d7d8ecf", "occurred_at": "2026-11-24T19:14:05.734+00:00", "correlation_id": "01a20efa-c6ff-78b1-bdff-29804cdac3cc", "payload_version": 1},
{"payload": {"stage": "STORY_CONCEPTION", "title": "Edited 0", "working": {"locked": ["/title"], "proposal_id": "01a20efa-c972-7546-8aa2-06622f314cfd", "candidate_id": "01a20efa-c972-79a5-924d-9d60d3c2f706"}, "proposal": {"round": 2, "stage": "STORY_CONCEPTION", "origin": {"kind": "user", "model": null, "locked": [], "stopped": false, "cost_usd": null, "feedback": null, "input_tokens": null, "output_tokens": null, "prompt_version": null, "parent_proposal_id": "01a20efa-c94d-70c7-955e-9043e70883a8"}, "candidates": [{"changed": ["/logline", "/title"], "content": {"facts": [{"text": "a diver", "label": "who"}], "title": "Edited 1", "logline": "Edited 1 and the sea"}, "candidate_id": "01a20efa-c972-79a5-924d-9d60d3c2f706", "field_origins": {"": {"kind": "sample", "proposal_id": "01a20efa-c94d-70c7-955e-9043e70883a8"}, "/title": {"kind": "user", "proposal_id": "01a20efa-c972-7546-8aa2-06622f314cfd"}, "/logline": {"kind": "user", "proposal_id": "01a20efa-c972-7546-8aa2-06622f314cfd"}}}], "created_at": "2026-11-24T19:14:06.321Z", "proposal_id": "01a20efa-c972-7546-8aa2-06622f314cfd"}, "generating": "WORLDVIEW", "proposal_id": "01a20efa-c972-7546-8aa2-06622f314cfd", "candidate_id": "01a20efa-c972-79a5-924d-9d60d3c2f706", "current_stage": "WORLDVIEW", "next_correlation_id": null}, "version": 10, "event_id": "01a20efa-c973-71ee-b4dc-8cc8a35e8162", "account_id": "7fa21475-5ba3-4ef7-b6af-8be8b5689ca4", "command_id": "01a20efa-c972-73ab-a40f-60bf34d1b899", "event_type": "genesis.stage.confirmed", "session_id": "01a20efa-c8ab-70a4-aaa3-d1f96e5ce79c", "occurred_at": "2026-11-24T19:14:06.32184+00:00", "correlation_id": "01a20efa-c94d-7736-9d80-bd5d2474cfba", "payload_version": 1},
{"payload": {"stage": "STORY_CONCEPTION", "working": {"locked": ["/title"], "proposal_id": "01a20efa-c6fa-7305-9c97-57575fcacaba", "candidate_id": "01a20efa-c6fa-7646-9997-ec243d2b6fa8"}}, "version": 9, "event_id": "01a20efa-c71b-7687-a575-9a8d1bb691d1", "account_id": "9003d46c-04ae-49e1-9fd4-57a05ee6541e", "command_id": "01a20efa-c71b-7071-81a3-fa65a6d2d126", "event_type": "genesis.candidate.selected", "session_id": "01a20efa-c575-7bed-a8e6-47123d7d8ecf", "occurred_at": "2026-11-24T19:14:05.722187+00:00", "correlation_id": null, "payload_version": 1},
{"payload": {"stage": "STORY_CONCEPTION", "working": {"locked": ["/title"], "proposal_id": "01a20efa-c94d-70c7-955e-9043e70883a8", "candidate_id": "01a20efa-c94d-7267-99f2-dc982f9b23d7"}}, "version": 9, "event_id": "01a20efa-c95e-792a-8981-e8f0c34f0723", "account_id": "7fa21475-5ba3-4ef7-b6af-8be8b5689ca4", "command_id": "01a20efa-c95e-769e-91b2-a1f26a13eb03", "event_type": "genesis.candidate.selected", "session_id": "01a20efa-c8ab-70a4-aaa3-d1f96e5ce79c", "occurred_at": "2026-11-24T19:14:06.30203+00:00", "correlation_id": null, "payload_version": 1},
{"payload": {"stage": "STORY_CONCEPTION", "working": {"locked": [], "proposal_id": "01a20efa-c6fa-7305-9c97-57575fcacaba", "candidate_id": "01a20efa-c6fa-7646-9997-ec243d2b6fa8"}, "proposal": {"round": 1, "stage": "STORY_CONCEPTION", "origin": {"kind": "sample", "model": null, "locked": [], "stopped": false, "cost_usd": 0, "feedback": null, "input_tokens": 10, "output_tokens": 20, "prompt_version": null, "parent_proposal_id": null}, "candidates": [{"changed": [], "content": {"facts": [{"text": "a diver", "label": "who"}], "title": "Stage 1", "logline": "Stage 1 and the sea"}, "candidate_id": "01a20efa-c6fa-7646-9997-ec243d2b6fa8", "field_origins": {"": {"kind": "sample", "proposal_id": "01a20efa-c6fa-7305-9c97-57575fcacaba"}}}], "created_at": "2026-11-24T19:14:05.687Z", "proposal_id": "01a20efa-c6fa-7305-9c97-57575fcacaba"}, "next_correlation_id": "01a20efa-c6ff-78b1-bdff-29804cdac3cc"}, "version": 8, "event_id": "01a20efa-c6ff-7ff5-9015-d2cd45a16afa", "account_id": "9003d46c-04ae-49e1-9fd4-57a05ee6541e", "command_id": "01a20efa-c6b0-7e69-9e5c-edec4d3e200c", "event_type": "genesis.proposal.ready", "session_id": "01a20efa-c575-7bed-a8e6-47123d7d8ecf", "occurred_at": "2026-11-24T19:14:05.687895+00:00", "correlation_id": null, "payload_version": 1},
{"payload": {"stage": "STORY_CONCEPTION", "working": {"locked": [], "proposal_id": "01a20efa-c94d-70c7-955e-9043e70883a8", "candidate_id": "01a20efa-c94d-7267-99f2-dc982f9b23d7"}, "proposal": {"round": 1, "stage": "STORY_CONCEPTION", "origin": {"kind": "sample", "model": null, "locked": [], "stopped": false, "cost_usd": 0, "feedback": null, "input_tokens": 10, "output_tokens": 20, "prompt_version": null, "parent_proposal_id": null}, "candidates": [{"changed": [], "content": {"facts": [{"text": "a diver", "label": "who"}], "title": "Stage 1", "logline": "Stage 1 and the sea"}, "candidate_id": "01a20efa-c94d-7267-99f2-dc982f9b23d7", "field_origins": {"": {"kind": "sample", "proposal_id": "01a20efa-c94d-70c7-955e-9043e70883a8"}}}], "created_at": "2026-11-24T19:14:06.284Z", "proposal_id": "01a20efa-c94d-70c7-955e-9043e70883a8"}, "next_correlation_id": "01a20efa-c94d-7736-9d80-bd5d2474cfba"}, "version": 8, "event_id": "01a20efa-c94d-7959-a87a-fe702c84e687", "account_id": "7fa21475-5ba3-4ef7-b6af-8be8b5689ca4", "command_id": "01a20efa-c925-7249-8e9d-af26fb7d1d77", "event_type": "genesis.proposal.ready", "session_id": "01a20efa-c8ab-70a4-aaa3-d1f96e5ce79c", "occurred_at": "2026-11-24T19:14:06.284862+00:00", "correlation_id": null, "payload_version": 1},
{"payload": {"stage": "WORLDVIEW", "attempt": 1, "run_epoch": 1, "command_type": "CONFIRM_STAGE"}, "version": 11, "event_id": "01a20efa-c74a-73f4-9743-5d846b2d38db", "account_id": "9003d46c-04ae-49e1-9fd4-57a05ee6541e", "command_id": "01a20efa-c727-7dea-bdf8-544bf3991766", "event_type": "genesis.generation.started", "session_id": "01a20efa-c575-7bed-a8e6-47123d7d8ecf", "occurred_at": "2026-11-24T19:14:05.765843+00:00", "correlation_id": null, "payload_version": 1},
{"payload": {"stage": "WORLDVIEW", "attempt": 1, "run_epoch": 1, "command_type": "CONFIRM_STAGE"}, "version": 11, "event_id": "01a20efa-c979-74b6-a3dd-41e20a717a18", "account_id": "7fa21475-5ba3-4ef7-b6af-8be8b5689ca4", "command_id": "01a20efa-c972-73ab-a40f-60bf34d1b899", "event_type": "genesis.generation.started", "session_id": "01a20efa-c8ab-70a4-aaa3-d1f96e5ce79c", "occurred_at": "2026-11-24T19:14:06.328915+00:00", "correlation_id": null, "payload_version": 1},
{"payload": {"stage": "WORLDVIEW", "attempt": 1, "run_epoch": 1, "command_type": "REVISE_PROPOSAL"}, "version": 14, "event_id": "01a20efa-c9b7-7187-883a-807b24fb165e", "account_id": "7fa21475-5ba3-4ef7-b6af-8be8b5689ca4", "command_id": "01a20efa-c9a7-71e3-b782-dec8314bb573", "event_type": "genesis.generation.started", "session_id": "01a20efa-c8ab-70a4-aaa3-d1f96e5ce79c", "occurred_at": "2026-11-24T19:14:06.390544+00:00", "correlation_id": null, "payload_version": 1},
{"payload": {"stage": "WORLDVIEW", "locked": [], "payload": {"feedback": "older", "proposal_id": "01a20efa-c982-7a02-86ea-e3df99177ab2", "candidate_id": "01a20efa-c982-7b95-a1c1-be7715c39443"}, "command_type": "REVISE_PROPOSAL"}, "version": 13, "event_id": "01a20efa-c9a7-7340-8fac-434c60d06567", "account_id": "7fa21475-5ba3-4ef7-b6af-8be8b5689ca4", "command_id": "01a20efa-c9a7-71e3-b782-dec8314bb573", "event_type": "genesis.revision.requested", "session_id": "01a20efa-c8ab-70a4-aaa3-d1f96e5ce79c", "occurred_at": "2026-11-24T19:14:06.374246+00:00", "correlation_id": "01a20efa-c983-705f-bf9d-ba599777ab60", "payload_version": 1},
{"payload": {"stage": "WORLDVIEW", "title": "Edited 0", "working": {"locked": ["/title"], "proposal_id": "01a20efa-c794-7465-9475-aee8cd977b11", "candidate_id": "01a20efa-c794-7e3a-8e2f-68d68062ad27"}, "proposal": {"round": 2, "stage": "WORLDVIEW", "origin": {"kind": "user", "model": null, "locked": [], "stopped": false, "cost_usd": null, "feedback": null, "input_tokens": null, "output_tokens": null, "prompt_version": null, "parent_proposal_id": "01a20efa-c75e-7dcb-837c-9a468ccc37ae"}, "candidates": [{"changed": ["/logline", "/title"], "content": {"facts": [{"text": "a diver", "label": "who"}], "title": "Edited 2", "logline": "Edited 2 and the sea"}, "candidate_id": "01a20efa-c794-7e3a-8e2f-68d68062ad27", "field_origins": {"": {"kind": "sample", "proposal_id": "01a20efa-c75e-7dcb-837c-9a468ccc37ae"}, "/title": {"kind": "user", "proposal_id": "01a20efa-c794-7465-9475-aee8cd977b11"}, "/logline": {"kind": "user", "proposal_id": "01a20efa-c794-7465-9475-aee8cd977b11"}}}], "created_at": "2026-11-24T19:14:05.843Z", "proposal_id": "01a20efa-c794-7465-9475-aee8cd977b11"}, "generating": "CHARACTERS", "proposal_id": "01a20efa-c794-7465-9475-aee8cd977b11", "candidate_id": "01a20efa-c794-7e3a-8e2f-68d68062ad27", "current_stage": "CHARACTERS", "next_correlation_id": null}, "version": 14, "event_id": "01a20efa-c795-78e8-87ce-103165716571", "account_id": "9003d46c-04ae-49e1-9fd4-57a05ee6541e", "command_id": "01a20efa-c794-726c-96d8-66d5a659219d", "event_type": "genesis.stage.confirmed", "session_id": "01a20efa-c575-7bed-a8e6-47123d7d8ecf", "occurred_at": "2026-11-24T19:14:05.843573+00:00", "correlation_id": "01a20efa-c75f-7c13-b6a1-475c6d3af6cb", "payload_version": 1},
{"payload": {"stage": "WORLDVIEW", "working": {"locked": ["/title"], "proposal_id": "01a20efa-c75e-7dcb-837c-9a468ccc37ae", "candidate_id": "01a20efa-c75f-7224-8ee2-51efffab79c8"}}, "version": 13, "event_id": "01a20efa-c785-717b-a29c-108de0c450d0", "account_id": "9003d46c-04ae-49e1-9fd4-57a05ee6541e", "command_id": "01a20efa-c782-7f44-94dc-b937cc3b8c32", "event_type": "genesis.candidate.selected", "session_id": "01a20efa-c575-7bed-a8e6-47123d7d8ecf", "occurred_at": "2026-11-24T19:14:05.826152+00:00", "correlation_id": null, "payload_version": 1},
{"payload": {"stage": "WORLDVIEW", "working": {"locked": [], "proposal_id": "01a20efa-c75e-7dcb-837c-9a468ccc37ae", "candidate_id": "01a20efa-c75f-7224-8ee2-51efffab79c8"}, "proposal": {"round": 1, "stage": "WORLDVIEW", "origin": {"kind": "sample", "model": null, "locked": [], "stopped": false, "cost_usd": 0, "feedback": null, "input_tokens": 10, "output_tokens": 20, "prompt_version": null, "parent_proposal_id": null}, "candidates": [{"changed": [], "content": {"facts": [{"text": "a diver", "label": "who"}], "title": "Stage 2", "logline": "Stage 2 and the sea"}, "candidate_id": "01a20efa-c75f-7224-8ee2-51efffab79c8", "field_origins": {"": {"kind": "sample", "proposal_id": "01a20efa-c75e-7dcb-837c-9a468ccc37ae"}}}], "created_at": "2026-11-24T19:14:05.790Z", "proposal_id": "01a20efa-c75e-7dcb-837c-9a468ccc37ae"}, "next_correlation_id": "01a20efa-c75f-7c13-b6a1-475c6d3af6cb"}, "version": 12, "event_id": "01a20efa-c768-7179-b7eb-c0ec62cb67f5", "account_id": "9003d46c-04ae-49e1-9fd4-57a05ee6541e", "command_id": "01a20efa-c727-7dea-bdf8-544bf3991766", "event_type": "genesis.proposal.ready", "session_id": "01a20efa-c575-7bed-a8e6-47123d7d8ecf", "occurred_at": "2026-11-24T19:14:05.790393+00:00", "correlation_id": null, "payload_version": 1},
{"payload": {"stage": "WORLDVIEW", "working": {"locked": [], "proposal_id": "01a20efa-c982-7a02-86ea-e3df99177ab2", "candidate_id": "01a20efa-c982-7b95-a1c1-be7715c39443"}, "proposal": {"round": 1, "stage": "WORLDVIEW", "origin": {"kind": "sample", "model": null, "locked": [], "stopped": false, "cost_usd": 0, "feedback": null, "input_tokens": 10, "output_tokens": 20, "prompt_version": null, "parent_proposal_id": null}, "candidates": [{"changed": [], "content": {"facts": [{"text": "a diver", "label": "who"}], "title": "Stage 2", "logline": "Stage 2 and the sea"}, "candidate_id": "01a20efa-c982-7b95-a1c1-be7715c39443", "field_origins": {"": {"kind": "sample", "proposal_id": "01a20efa-c982-7a02-86ea-e3df99177ab2"}}}], "created_at": "2026-11-24T19:14:06.338Z", "proposal_id": "01a20efa-c982-7a02-86ea-e3df99177ab2"}, "next_correlation_id": "01a20efa-c983-705f-bf9d-ba599777ab60"}, "version": 12, "event_id": "01a20efa-c983-7277-8ced-5a45f80d5774", "account_id": "7fa21475-5ba3-4ef7-b6af-8be8b5689ca4", "command_id": "01a20efa-c972-73ab-a40f-60bf34d1b899", "event_type": "genesis.proposal.ready", "session_id": "01a20efa-c8ab-70a4-aaa3-d1f96e5ce79c", "occurred_at": "2026-11-24T19:14:06.338438+00:00", "correlation_id": null, "payload_version": 1},
{"payload": {"title": "", "language": "en", "correlation_id": "01a20efa-c575-7c2d-ba83-a385e5ed0fe4"}, "version": 1, "event_id": "01a20efa-c598-7c7c-9762-c3d375ef9e73", "account_id": "9003d46c-04ae-49e1-9fd4-57a05ee6541e", "command_id": null, "event_type": "genesis.session.created", "session_id": "01a20efa-c575-7bed-a8e6-47123d7d8ecf", "occurred_at": "2026-11-24T19:14:05.29259+00:00", "correlation_id": null, "payload_version": 1},
{"payload": {"title": "", "language": "en", "correlation_id": "01a20efa-c8ab-70c6-a212-1dd660e89dad"}, "version": 1, "event_id": "01a20efa-c8ab-74f0-9d79-12739e60a957", "account_id": "7fa21475-5ba3-4ef7-b6af-8be8b5689ca4", "command_id": null, "event_type": "genesis.session.created", "session_id": "01a20efa-c8ab-70a4-aaa3-d1f96e5ce79c", "occurred_at": "2026-11-24T19:14:06.122834+00:00", "correlation_id": null, "payload_version": 1},
{"payload": {"title": "", "language": "en", "correlation_id": "01a20efa-c9c5-7de9-b2f8-4d917852ae17"}, "version": 1, "event_id": "01a20efa-c9c6-7478-8829-884b0357b5e6", "account_id": "3e560b88-594a-4b66-8d25-58a87c7aa1c4", "command_id": null, "event_type": "genesis.session.created", "session_id": "01a20efa-c9c5-7db5-91bc-97229150c61f", "occurred_at": "2026-11-24T19:14:06.405629+00:00", "correlation_id": null, "payload_version": 1},
{"payload": {"title": "The Keeper", "edition": 1, "novel_id": "01a20efa-c891-7aa2-967a-e17203b89918"}, "version": 23, "event_id": "01a20efa-c898-7c24-870a-20be8c92bf8b", "account_id": "9003d46c-04ae-49e1-9fd4-57a05ee6541e", "command_id": "01a20efa-c898-765e-94b1-3c7c2e1fd2d7", "event_type": "genesis.session.finished", "session_id": "01a20efa-c575-7bed-a8e6-47123d7d8ecf", "occurred_at": "2026-11-24T19:14:06.092848+00:00", "correlation_id": null, "payload_version": 1}
]$rows$);
insert into event_outbox overriding system value select * from jsonb_populate_recordset(null::event_outbox, $rows$[
{"status": "PENDING", "sent_at": null, "attempts": 0, "event_id": "01a20efa-c8ab-74f0-9d79-12739e60a957", "outbox_id": 24, "account_id": "7fa21475-5ba3-4ef7-b6af-8be8b5689ca4", "created_at": "2026-11-24T19:14:06.122834+00:00", "last_error": null, "session_id": "01a20efa-c8ab-70a4-aaa3-d1f96e5ce79c", "next_attempt_at": null},
{"status": "PENDING", "sent_at": null, "attempts": 0, "event_id": "01a20efa-c8c4-7a05-9880-6b6b8cbb62e2", "outbox_id": 25, "account_id": "7fa21475-5ba3-4ef7-b6af-8be8b5689ca4", "created_at": "2026-11-24T19:14:06.147977+00:00", "last_error": null, "session_id": "01a20efa-c8ab-70a4-aaa3-d1f96e5ce79c", "next_attempt_at": null},
{"status": "PENDING", "sent_at": null, "attempts": 0, "event_id": "01a20efa-c8ce-7011-8e3c-f5cd613a683d", "outbox_id": 26, "account_id": "7fa21475-5ba3-4ef7-b6af-8be8b5689ca4", "created_at": "2026-11-24T19:14:06.157236+00:00", "last_error": null, "session_id": "01a20efa-c8ab-70a4-aaa3-d1f96e5ce79c", "next_attempt_at": null},
{"status": "PENDING", "sent_at": null, "attempts": 0, "event_id": "01a20efa-c900-76b6-8ded-7305528995d3", "outbox_id": 27, "account_id": "7fa21475-5ba3-4ef7-b6af-8be8b5689ca4", "created_at": "2026-11-24T19:14:06.206828+00:00", "last_error": null, "session_id": "01a20efa-c8ab-70a4-aaa3-d1f96e5ce79c", "next_attempt_at": null},
{"status": "PENDING", "sent_at": null, "attempts": 0, "event_id": "01a20efa-c910-7d82-8b44-b11cab42e80e", "outbox_id": 28, "account_id": "7fa21475-5ba3-4ef7-b6af-8be8b5689ca4", "created_at": "2026-11-24T19:14:06.224007+00:00", "last_error": null, "session_id": "01a20efa-c8ab-70a4-aaa3-d1f96e5ce79c", "next_attempt_at": null},
{"status": "PENDING", "sent_at": null, "attempts": 0, "event_id": "01a20efa-c92a-7b2f-bab2-a9b4fcb23c0a", "outbox_id": 29, "account_id": "7fa21475-5ba3-4ef7-b6af-8be8b5689ca4", "created_at": "2026-11-24T19:14:06.244547+00:00", "last_error": null, "session_id": "01a20efa-c8ab-70a4-aaa3-d1f96e5ce79c", "next_attempt_at": null},
{"status": "PENDING", "sent_at": null, "attempts": 0, "event_id": "01a20efa-c940-7a4c-acbc-74fb5c423344", "outbox_id": 30, "account_id": "7fa21475-5ba3-4ef7-b6af-8be8b5689ca4", "created_at": "2026-11-24T19:14:06.272163+00:00", "last_error": null, "session_id": "01a20efa-c8ab-70a4-aaa3-d1f96e5ce79c", "next_attempt_at": null},
{"status": "PENDING", "sent_at": null, "attempts": 0, "event_id": "01a20efa-c94d-7959-a87a-fe702c84e687", "outbox_id": 31, "account_id": "7fa21475-5ba3-4ef7-b6af-8be8b5689ca4", "created_at": "2026-11-24T19:14:06.284862+00:00", "last_error": null, "session_id": "01a20efa-c8ab-70a4-aaa3-d1f96e5ce79c", "next_attempt_at": null},
{"status": "PENDING", "sent_at": null, "attempts": 0, "event_id": "01a20efa-c95e-792a-8981-e8f0c34f0723", "outbox_id": 32, "account_id": "7fa21475-5ba3-4ef7-b6af-8be8b5689ca4", "created_at": "2026-11-24T19:14:06.30203+00:00", "last_error": null, "session_id": "01a20efa-c8ab-70a4-aaa3-d1f96e5ce79c", "next_attempt_at": null},
{"status": "PENDING", "sent_at": null, "attempts": 0, "event_id": "01a20efa-c973-71ee-b4dc-8cc8a35e8162", "outbox_id": 33, "account_id": "7fa21475-5ba3-4ef7-b6af-8be8b5689ca4", "created_at": "2026-11-24T19:14:06.32184+00:00", "last_error": null, "session_id": "01a20efa-c8ab-70a4-aaa3-d1f96e5ce79c", "next_attempt_at": null},
{"status": "PENDING", "sent_at": null, "attempts": 0, "event_id": "01a20efa-c979-74b6-a3dd-41e20a717a18", "outbox_id": 34, "account_id": "7fa21475-5ba3-4ef7-b6af-8be8b5689ca4", "created_at": "2026-11-24T19:14:06.328915+00:00", "last_error": null, "session_id": "01a20efa-c8ab-70a4-aaa3-d1f96e5ce79c", "next_attempt_at": null},
{"status": "PENDING", "sent_at": null, "attempts": 0, "event_id": "01a20efa-c983-7277-8ced-5a45f80d5774", "outbox_id": 35, "account_id": "7fa21475-5ba3-4ef7-b6af-8be8b5689ca4", "created_at": "2026-11-24T19:14:06.338438+00:00", "last_error": null, "session_id": "01a20efa-c8ab-70a4-aaa3-d1f96e5ce79c", "next_attempt_at": null},
{"status": "PENDING", "sent_at": null, "attempts": 0, "event_id": "01a20efa-c9a7-7340-8fac-434c60d06567", "outbox_id": 36, "account_id": "7fa21475-5ba3-4ef7-b6af-8be8b5689ca4", "created_at": "2026-11-24T19:14:06.374246+00:00", "last_error": null, "session_id": "01a20efa-c8ab-70a4-aaa3-d1f96e5ce79c", "next_attempt_at": null},
{"status": "PENDING", "sent_at": null, "attempts": 0, "event_id": "01a20efa-c9b7-7187-883a-807b24fb165e", "outbox_id": 37, "account_id": "7fa21475-5ba3-4ef7-b6af-8be8b5689ca4", "created_at": "2026-11-24T19:14:06.390544+00:00", "last_error": null, "session_id": "01a20efa-c8ab-70a4-aaa3-d1f96e5ce79c", "next_attempt_at": null},
{"status": "PENDING", "sent_at": null, "attempts": 0, "event_id": "01a20efa-c9c6-7478-8829-884b0357b5e6", "outbox_id": 38, "account_id": "3e560b88-594a-4b66-8d25-58a87c7aa1c4", "created_at": "2026-11-24T19:14:06.405629+00:00", "last_error": null, "session_id": "01a20efa-c9c5-7db5-91bc-97229150c61f", "next_attempt_at": null},
{"status": "PENDING", "sent_at": null, "attempts": 0, "event_id": "01a20efa-c9d0-756f-9265-433dcff90f59", "outbox_id": 39, "account_id": "3e560b88-594a-4b66-8d25-58a87c7aa1c4", "created_at": "2026-11-24T19:14:06.415815+00:00", "last_error": null, "session_id": "01a20efa-c9c5-7db5-91bc-97229150c61f", "next_attempt_at": null},
{"status": "PENDING", "sent_at": null, "attempts": 0, "event_id": "01a20efa-c9d1-7b7d-846c-a53a5acc4352", "outbox_id": 40, "account_id": "3e560b88-594a-4b66-8d25-58a87c7aa1c4", "created_at": "2026-11-24T19:14:06.417055+00:00", "last_error": null, "session_id": "01a20efa-c9c5-7db5-91bc-97229150c61f", "next_attempt_at": null},
{"status": "PENDING", "sent_at": null, "attempts": 0, "event_id": "01a20efa-c9e5-7ca3-8115-2a28429c577c", "outbox_id": 41, "account_id": "3e560b88-594a-4b66-8d25-58a87c7aa1c4", "created_at": "2026-11-24T19:14:06.434494+00:00", "last_error": null, "session_id": "01a20efa-c9c5-7db5-91bc-97229150c61f", "next_attempt_at": null},
{"status": "SENT", "sent_at": "2026-11-24T19:14:06.456422+00:00", "attempts": 1, "event_id": "01a20efa-c598-7c7c-9762-c3d375ef9e73", "outbox_id": 1, "account_id": "9003d46c-04ae-49e1-9fd4-57a05ee6541e", "created_at": "2026-11-24T19:14:05.29259+00:00", "last_error": null, "session_id": "01a20efa-c575-7bed-a8e6-47123d7d8ecf", "next_attempt_at": null},
{"status": "SENT", "sent_at": "2026-11-24T19:14:06.456422+00:00", "attempts": 1, "event_id": "01a20efa-c609-79f5-9fb3-0d122a9ea28d", "outbox_id": 2, "account_id": "9003d46c-04ae-49e1-9fd4-57a05ee6541e", "created_at": "2026-11-24T19:14:05.441316+00:00", "last_error": null, "session_id": "01a20efa-c575-7bed-a8e6-47123d7d8ecf", "next_attempt_at": null},
{"status": "SENT", "sent_at": "2026-11-24T19:14:06.456422+00:00", "attempts": 1, "event_id": "01a20efa-c63c-7d35-b812-88679bdd1102", "outbox_id": 3, "account_id": "9003d46c-04ae-49e1-9fd4-57a05ee6541e", "created_at": "2026-11-24T19:14:05.477222+00:00", "last_error": null, "session_id": "01a20efa-c575-7bed-a8e6-47123d7d8ecf", "next_attempt_at": null},
{"status": "SENT", "sent_at": "2026-11-24T19:14:06.456422+00:00", "attempts": 1, "event_id": "01a20efa-c670-7e6b-9023-cdf375ee2eaa", "outbox_id": 4, "account_id": "9003d46c-04ae-49e1-9fd4-57a05ee6541e", "created_at": "2026-11-24T19:14:05.538207+00:00", "last_error": null, "session_id": "01a20efa-c575-7bed-a8e6-47123d7d8ecf", "next_attempt_at": null},
{"status": "SENT", "sent_at": "2026-11-24T19:14:06.456422+00:00", "attempts": 1, "event_id": "01a20efa-c69f-7cc0-8148-03e99109bd8b", "outbox_id": 5, "account_id": "9003d46c-04ae-49e1-9fd4-57a05ee6541e", "created_at": "2026-11-24T19:14:05.588525+00:00", "last_error": null, "session_id": "01a20efa-c575-7bed-a8e6-47123d7d8ecf", "next_attempt_at": null},
{"status": "SENT", "sent_at": "2026-11-24T19:14:06.456422+00:00", "attempts": 1, "event_id": "01a20efa-c6ce-7aef-8186-7d0adfc19b30", "outbox_id": 6, "account_id": "9003d46c-04ae-49e1-9fd4-57a05ee6541e", "created_at": "2026-11-24T19:14:05.613059+00:00", "last_error": null, "session_id": "01a20efa-c575-7bed-a8e6-47123d7d8ecf", "next_attempt_at": null},
{"status": "SENT", "sent_at": "2026-11-24T19:14:06.456422+00:00", "attempts": 1, "event_id": "01a20efa-c6ea-70c7-b60d-bc537207573c", "outbox_id": 7, "account_id": "9003d46c-04ae-49e1-9fd4-57a05ee6541e", "created_at": "2026-11-24T19:14:05.673161+00:00", "last_error": null, "session_id": "01a20efa-c575-7bed-a8e6-47123d7d8ecf", "next_attempt_at": null},
{"status": "SENT", "sent_at": "2026-11-24T19:14:06.456422+00:00", "attempts": 1, "event_id": "01a20efa-c6ff-7ff5-9015-d2cd45a16afa", "outbox_id": 8, "account_id": "9003d46c-04ae-49e1-9fd4-57a05ee6541e", "created_at": "2026-11-24T19:14:05.687895+00:00", "last_error": null, "session_id": "01a20efa-c575-7bed-a8e6-47123d7d8ecf", "next_attempt_at": null},
{"status": "SENT", "sent_at": "2026-11-24T19:14:06.456422+00:00", "attempts": 1, "event_id": "01a20efa-c71b-7687-a575-9a8d1bb691d1", "outbox_id": 9, "account_id": "9003d46c-04ae-49e1-9fd4-57a05ee6541e", "created_at": "2026-11-24T19:14:05.722187+00:00", "last_error": null, "session_id": "01a20efa-c575-7bed-a8e6-47123d7d8ecf", "next_attempt_at": null},
{"status": "SENT", "sent_at": "2026-11-24T19:14:06.456422+00:00", "attempts": 1, "event_id": "01a20efa-c72f-71bb-b768-aec0673c64b6", "outbox_id": 10, "account_id": "9003d46c-04ae-49e1-9fd4-57a05ee6541e", "created_at": "2026-11-24T19:14:05.734+00:00", "last_error": null, "session_id": "01a20efa-c575-7bed-a8e6-47123d7d8ecf", "next_attempt_at": null},
{"status": "SENT", "sent_at": "2026-11-24T19:14:06.456422+00:00", "attempts": 1, "event_id": "01a20efa-c74a-73f4-9743-5d846b2d38db", "outbox_id": 11, "account_id": "9003d46c-04ae-49e1-9fd4-57a05ee6541e", "created_at": "2026-11-24T19:14:05.765843+00:00", "last_error": null, "session_id": "01a20efa-c575-7bed-a8e6-47123d7d8ecf", "next_attempt_at": null},
{"status": "SENT", "sent_at": "2026-11-24T19:14:06.456422+00:00", "attempts": 1, "event_id": "01a20efa-c768-7179-b7eb-c0ec62cb67f5", "outbox_id": 12, "account_id": "9003d46c-04ae-49e1-9fd4-57a05ee6541e", "created_at": "2026-11-24T19:14:05.790393+00:00", "last_error": null, "session_id": "01a20efa-c575-7bed-a8e6-47123d7d8ecf", "next_attempt_at": null},
{"status": "SENT", "sent_at": "2026-11-24T19:14:06.456422+00:00", "attempts": 1, "event_id": "01a20efa-c785-717b-a29c-108de0c450d0", "outbox_id": 13, "account_id": "9003d46c-04ae-49e1-9fd4-57a05ee6541e", "created_at": "2026-11-24T19:14:05.826152+00:00", "last_error": null, "session_id": "01a20efa-c575-7bed-a8e6-47123d7d8ecf", "next_attempt_at": null},
{"status": "SENT", "sent_at": "2026-11-24T19:14:06.456422+00:00", "attempts": 1, "event_id": "01a20efa-c795-78e8-87ce-103165716571", "outbox_id": 14, "account_id": "9003d46c-04ae-49e1-9fd4-57a05ee6541e", "created_at": "2026-11-24T19:14:05.843573+00:00", "last_error": null, "session_id": "01a20efa-c575-7bed-a8e6-47123d7d8ecf", "next_attempt_at": null},
{"status": "SENT", "sent_at": "2026-11-24T19:14:06.456422+00:00", "attempts": 1, "event_id": "01a20efa-c7ac-7755-a9e5-34ac25c082e4", "outbox_id": 15, "account_id": "9003d46c-04ae-49e1-9fd4-57a05ee6541e", "created_at": "2026-11-24T19:14:05.867651+00:00", "last_error": null, "session_id": "01a20efa-c575-7bed-a8e6-47123d7d8ecf", "next_attempt_at": null},
{"status": "SENT", "sent_at": "2026-11-24T19:14:06.456422+00:00", "attempts": 1, "event_id": "01a20efa-c7d0-7fb1-a4d5-70a62ea6423b", "outbox_id": 16, "account_id": "9003d46c-04ae-49e1-9fd4-57a05ee6541e", "created_at": "2026-11-24T19:14:05.888313+00:00", "last_error": null, "session_id": "01a20efa-c575-7bed-a8e6-47123d7d8ecf", "next_attempt_at": null},
{"status": "SENT", "sent_at": "2026-11-24T19:14:06.456422+00:00", "attempts": 1, "event_id": "01a20efa-c7f1-76a0-9cd9-a9ff3ad94797", "outbox_id": 17, "account_id": "9003d46c-04ae-49e1-9fd4-57a05ee6541e", "created_at": "2026-11-24T19:14:05.929191+00:00", "last_error": null, "session_id": "01a20efa-c575-7bed-a8e6-47123d7d8ecf", "next_attempt_at": null},
{"status": "SENT", "sent_at": "2026-11-24T19:14:06.456422+00:00", "attempts": 1, "event_id": "01a20efa-c804-7681-8122-30d989a93a9f", "outbox_id": 18, "account_id": "9003d46c-04ae-49e1-9fd4-57a05ee6541e", "created_at": "2026-11-24T19:14:05.946004+00:00", "last_error": null, "session_id": "01a20efa-c575-7bed-a8e6-47123d7d8ecf", "next_attempt_at": null},
{"status": "SENT", "sent_at": "2026-11-24T19:14:06.456422+00:00", "attempts": 1, "event_id": "01a20efa-c81f-7137-8e0a-47db7280dd5b", "outbox_id": 19, "account_id": "9003d46c-04ae-49e1-9fd4-57a05ee6541e", "created_at": "2026-11-24T19:14:05.979352+00:00", "last_error": null, "session_id": "01a20efa-c575-7bed-a8e6-47123d7d8ecf", "next_attempt_at": null},
{"status": "SENT", "sent_at": "2026-11-24T19:14:06.456422+00:00", "attempts": 1, "event_id": "01a20efa-c83c-797c-a84e-152c87f7c9c8", "outbox_id": 20, "account_id": "9003d46c-04ae-49e1-9fd4-57a05ee6541e", "created_at": "2026-11-24T19:14:06.005017+00:00", "last_error": null, "session_id": "01a20efa-c575-7bed-a8e6-47123d7d8ecf", "next_attempt_at": null},
{"status": "SENT", "sent_at": "2026-11-24T19:14:06.456422+00:00", "attempts": 1, "event_id": "01a20efa-c849-7bd0-8453-0ba526ba765e", "outbox_id": 21, "account_id": "9003d46c-04ae-49e1-9fd4-57a05ee6541e", "created_at": "2026-11-24T19:14:06.024775+00:00", "last_error": null, "session_id": "01a20efa-c575-7bed-a8e6-47123d7d8ecf", "next_attempt_at": null},
{"status": "SENT", "sent_at": "2026-11-24T19:14:06.456422+00:00", "attempts": 1, "event_id": "01a20efa-c86f-7391-88b1-59b055073082", "outbox_id": 22, "account_id": "9003d46c-04ae-49e1-9fd4-57a05ee6541e", "created_at": "2026-11-24T19:14:06.044286+00:00", "last_error": null, "session_id": "01a20efa-c575-7bed-a8e6-47123d7d8ecf", "next_attempt_at": null},
{"status": "SENT", "sent_at": "2026-11-24T19:14:06.456422+00:00", "attempts": 1, "event_id": "01a20efa-c898-7c24-870a-20be8c92bf8b", "outbox_id": 23, "account_id": "9003d46c-04ae-49e1-9fd4-57a05ee6541e", "created_at": "2026-11-24T19:14:06.092848+00:00", "last_error": null, "session_id": "01a20efa-c575-7bed-a8e6-47123d7d8ecf", "next_attempt_at": null}
]$rows$);
insert into async_tasks select * from jsonb_populate_recordset(null::async_tasks, $rows$[
{"error": null, "stage": "CHARACTERS", "origin": null, "status": "COMPLETED", "task_id": "01a20efa-c795-72cf-bc7f-4d13f73d92c0", "attempts": 1, "finished": [], "progress": 100, "account_id": "9003d46c-04ae-49e1-9fd4-57a05ee6541e", "command_id": "01a20efa-c794-726c-96d8-66d5a659219d", "created_at": "2026-11-24T19:14:05.843573+00:00", "session_id": "01a20efa-c575-7bed-a8e6-47123d7d8ecf", "started_at": "2026-11-24T19:14:05.867651+00:00", "finished_at": "2026-11-24T19:14:05.888313+00:00", "flow_run_id": "4f63b2d5-fa70-4639-8c9a-8946c0a04fd8", "heartbeat_at": "2026-11-24T19:14:05.867651+00:00", "message_code": null, "candidates_done": 1, "candidates_total": 1},
{"error": null, "stage": "CONCEPT_SELECTION", "origin": null, "status": "COMPLETED", "task_id": "01a20efa-c609-7aff-9174-71dc3d49f53b", "attempts": 1, "finished": [], "progress": 100, "account_id": "9003d46c-04ae-49e1-9fd4-57a05ee6541e", "command_id": "01a20efa-c609-7643-8653-98f836ebb70a", "created_at": "2026-11-24T19:14:05.441316+00:00", "session_id": "01a20efa-c575-7bed-a8e6-47123d7d8ecf", "started_at": "2026-11-24T19:14:05.477222+00:00", "finished_at": "2026-11-24T19:14:05.538207+00:00", "flow_run_id": "2d29d3c6-39ea-4835-a29a-84e2ea1babe7", "heartbeat_at": "2026-11-24T19:14:05.477222+00:00", "message_code": null, "candidates_done": 3, "candidates_total": 3},
{"error": null, "stage": "CONCEPT_SELECTION", "origin": null, "status": "COMPLETED", "task_id": "01a20efa-c8c4-7ada-82a9-40a2877aee20", "attempts": 1, "finished": [], "progress": 100, "account_id": "7fa21475-5ba3-4ef7-b6af-8be8b5689ca4", "command_id": "01a20efa-c8c4-78f7-86d9-46a11178e0a8", "created_at": "2026-11-24T19:14:06.147977+00:00", "session_id": "01a20efa-c8ab-70a4-aaa3-d1f96e5ce79c", "started_at": "2026-11-24T19:14:06.157236+00:00", "finished_at": "2026-11-24T19:14:06.206828+00:00", "flow_run_id": "edd7e560-89e6-4e33-b39a-bf65e643445d", "heartbeat_at": "2026-11-24T19:14:06.157236+00:00", "message_code": null, "candidates_done": 3, "candidates_total": 3},
{"error": null, "stage": "PLOT_OUTLINE", "origin": null, "status": "COMPLETED", "task_id": "01a20efa-c804-7005-ab7b-c2a3a09a2c22", "attempts": 1, "finished": [], "progress": 100, "account_id": "9003d46c-04ae-49e1-9fd4-57a05ee6541e", "command_id": "01a20efa-c7fa-7957-ab02-ad2cef991558", "created_at": "2026-11-24T19:14:05.946004+00:00", "session_id": "01a20efa-c575-7bed-a8e6-47123d7d8ecf", "started_at": "2026-11-24T19:14:05.979352+00:00", "finished_at": "2026-11-24T19:14:06.005017+00:00", "flow_run_id": "c4db6e5a-fbb3-4df5-aa25-be6bb1001032", "heartbeat_at": "2026-11-24T19:14:05.979352+00:00", "message_code": null, "candidates_done": 1, "candidates_total": 1},
{"error": null, "stage": "STORY_CONCEPTION", "origin": null, "status": "COMPLETED", "task_id": "01a20efa-c6ca-76c7-b99c-c47af02a9b4c", "attempts": 1, "finished": [], "progress": 100, "account_id": "9003d46c-04ae-49e1-9fd4-57a05ee6541e", "command_id": "01a20efa-c6b0-7e69-9e5c-edec4d3e200c", "created_at": "2026-11-24T19:14:05.613059+00:00", "session_id": "01a20efa-c575-7bed-a8e6-47123d7d8ecf", "started_at": "2026-11-24T19:14:05.673161+00:00", "finished_at": "2026-11-24T19:14:05.687895+00:00", "flow_run_id": "d7e3e3ce-1f09-48ca-89fb-df41f3cc6678", "heartbeat_at": "2026-11-24T19:14:05.673161+00:00", "message_code": null, "candidates_done": 1, "candidates_total": 1},
{"error": null, "stage": "STORY_CONCEPTION", "origin": null, "status": "COMPLETED", "task_id": "01a20efa-c92a-762b-aec3-73b852beb2f9", "attempts": 1, "finished": [], "progress": 100, "account_id": "7fa21475-5ba3-4ef7-b6af-8be8b5689ca4", "command_id": "01a20efa-c925-7249-8e9d-af26fb7d1d77", "created_at": "2026-11-24T19:14:06.244547+00:00", "session_id": "01a20efa-c8ab-70a4-aaa3-d1f96e5ce79c", "started_at": "2026-11-24T19:14:06.272163+00:00", "finished_at": "2026-11-24T19:14:06.284862+00:00", "flow_run_id": "95e88b9b-ac0e-4362-a098-49780f7a4b93", "heartbeat_at": "2026-11-24T19:14:06.272163+00:00", "message_code": null, "candidates_done": 1, "candidates_total": 1},
{"error": null, "stage": "WORLDVIEW", "origin": null, "status": "COMPLETED", "task_id": "01a20efa-c72e-7ac2-9b27-fd4fa301a300", "attempts": 1, "finished": [], "progress": 100, "account_id": "9003d46c-04ae-49e1-9fd4-57a05ee6541e", "command_id": "01a20efa-c727-7dea-bdf8-544bf3991766", "created_at": "2026-11-24T19:14:05.734+00:00", "session_id": "01a20efa-c575-7bed-a8e6-47123d7d8ecf", "started_at": "2026-11-24T19:14:05.765843+00:00", "finished_at": "2026-11-24T19:14:05.790393+00:00", "flow_run_id": "d05ffd1d-a210-49a5-87f6-5eacffad0b07", "heartbeat_at": "2026-11-24T19:14:05.765843+00:00", "message_code": null, "candidates_done": 1, "candidates_total": 1},
{"error": null, "stage": "WORLDVIEW", "origin": null, "status": "COMPLETED", "task_id": "01a20efa-c972-7d85-bf39-ee28026acd3d", "attempts": 1, "finished": [], "progress": 100, "account_id": "7fa21475-5ba3-4ef7-b6af-8be8b5689ca4", "command_id": "01a20efa-c972-73ab-a40f-60bf34d1b899", "created_at": "2026-11-24T19:14:06.32184+00:00", "session_id": "01a20efa-c8ab-70a4-aaa3-d1f96e5ce79c", "started_at": "2026-11-24T19:14:06.328915+00:00", "finished_at": "2026-11-24T19:14:06.338438+00:00", "flow_run_id": "9fc88822-c03c-482a-b254-9f1f2c33fc6e", "heartbeat_at": "2026-11-24T19:14:06.328915+00:00", "message_code": null, "candidates_done": 1, "candidates_total": 1},
{"error": null, "stage": "WORLDVIEW", "origin": null, "status": "RUNNING", "task_id": "01a20efa-c9a7-7417-ae45-4d6f550cad60", "attempts": 1, "finished": [], "progress": 0, "account_id": "7fa21475-5ba3-4ef7-b6af-8be8b5689ca4", "command_id": "01a20efa-c9a7-71e3-b782-dec8314bb573", "created_at": "2026-11-24T19:14:06.374246+00:00", "session_id": "01a20efa-c8ab-70a4-aaa3-d1f96e5ce79c", "started_at": "2026-11-24T19:14:06.390544+00:00", "finished_at": null, "flow_run_id": "4895184e-5e90-475b-b250-1c33fffb87df", "heartbeat_at": "2026-11-24T19:14:06.390544+00:00", "message_code": "STARTING", "candidates_done": 0, "candidates_total": 1},
{"error": {"code": "MODEL_BAD_ANSWER", "message": "no", "kept_text": "kept text"}, "stage": "CONCEPT_SELECTION", "origin": null, "status": "FAILED", "task_id": "01a20efa-c9d0-7620-9ae3-9625067fef48", "attempts": 1, "finished": [], "progress": 0, "account_id": "3e560b88-594a-4b66-8d25-58a87c7aa1c4", "command_id": "01a20efa-c9d0-749d-ada2-364a85dbfba3", "created_at": "2026-11-24T19:14:06.415815+00:00", "session_id": "01a20efa-c9c5-7db5-91bc-97229150c61f", "started_at": "2026-11-24T19:14:06.417055+00:00", "finished_at": "2026-11-24T19:14:06.434494+00:00", "flow_run_id": "281eb7fe-41e4-45e8-b6bf-cdeb22427e84", "heartbeat_at": "2026-11-24T19:14:06.417055+00:00", "message_code": "STARTING", "candidates_done": 0, "candidates_total": 3}
]$rows$);
insert into flow_resume_handles select * from jsonb_populate_recordset(null::flow_resume_handles, $rows$[

]$rows$);
insert into genesis_stages select * from jsonb_populate_recordset(null::genesis_stages, $rows$[
{"stage": "CHARACTERS", "status": "CONFIRMED", "kept_text": null, "account_id": "9003d46c-04ae-49e1-9fd4-57a05ee6541e", "session_id": "01a20efa-c575-7bed-a8e6-47123d7d8ecf", "accepted_at": "2026-11-24T19:14:05.946004+00:00", "stale_because": null, "proposal_count": 2, "working_locked": ["/title"], "working_version": 18, "accepted_content": {"facts": [{"text": "a diver", "label": "who"}], "title": "Edited 3", "logline": "Edited 3 and the sea"}, "working_proposal_id": "01a20efa-c7ff-726e-9c90-c798a9a1338a", "accepted_proposal_id": "01a20efa-c7ff-726e-9c90-c798a9a1338a", "working_candidate_id": "01a20efa-c803-7ad5-9133-bd6733549b6f", "accepted_candidate_id": "01a20efa-c803-7ad5-9133-bd6733549b6f"},
{"stage": "CHARACTERS", "status": "EMPTY", "kept_text": null, "account_id": "3e560b88-594a-4b66-8d25-58a87c7aa1c4", "session_id": "01a20efa-c9c5-7db5-91bc-97229150c61f", "accepted_at": null, "stale_because": null, "proposal_count": 0, "working_locked": [], "working_version": 0, "accepted_content": null, "working_proposal_id": null, "accepted_proposal_id": null, "working_candidate_id": null, "accepted_candidate_id": null},
{"stage": "CHARACTERS", "status": "EMPTY", "kept_text": null, "account_id": "7fa21475-5ba3-4ef7-b6af-8be8b5689ca4", "session_id": "01a20efa-c8ab-70a4-aaa3-d1f96e5ce79c", "accepted_at": null, "stale_because": null, "proposal_count": 0, "working_locked": [], "working_version": 0, "accepted_content": null, "working_proposal_id": null, "accepted_proposal_id": null, "working_candidate_id": null, "accepted_candidate_id": null},
{"stage": "CONCEPT_SELECTION", "status": "CONFIRMED", "kept_text": null, "account_id": "7fa21475-5ba3-4ef7-b6af-8be8b5689ca4", "session_id": "01a20efa-c8ab-70a4-aaa3-d1f96e5ce79c", "accepted_at": "2026-11-24T19:14:06.244547+00:00", "stale_because": null, "proposal_count": 2, "working_locked": ["/title"], "working_version": 6, "accepted_content": {"facts": [{"text": "a diver", "label": "who"}], "title": "Edited 0", "logline": "Edited 0 and the sea"}, "working_proposal_id": "01a20efa-c925-73e1-a8ca-085a54adeba2", "accepted_proposal_id": "01a20efa-c925-73e1-a8ca-085a54adeba2", "working_candidate_id": "01a20efa-c925-7ed4-8b0c-85b3cc7e4428", "accepted_candidate_id": "01a20efa-c925-7ed4-8b0c-85b3cc7e4428"},
{"stage": "CONCEPT_SELECTION", "status": "CONFIRMED", "kept_text": null, "account_id": "9003d46c-04ae-49e1-9fd4-57a05ee6541e", "session_id": "01a20efa-c575-7bed-a8e6-47123d7d8ecf", "accepted_at": "2026-11-24T19:14:05.613059+00:00", "stale_because": null, "proposal_count": 2, "working_locked": ["/title"], "working_version": 6, "accepted_content": {"facts": [{"text": "a diver", "label": "who"}], "title": "Edited 0", "logline": "Edited 0 and the sea"}, "working_proposal_id": "01a20efa-c6b1-73d6-a8e9-64c02f55be5d", "accepted_proposal_id": "01a20efa-c6b1-73d6-a8e9-64c02f55be5d", "working_candidate_id": "01a20efa-c6c7-7e86-8a54-f807fac7b86b", "accepted_candidate_id": "01a20efa-c6c7-7e86-8a54-f807fac7b86b"},
{"stage": "CONCEPT_SELECTION", "status": "EMPTY", "kept_text": "kept text", "account_id": "3e560b88-594a-4b66-8d25-58a87c7aa1c4", "session_id": "01a20efa-c9c5-7db5-91bc-97229150c61f", "accepted_at": null, "stale_because": null, "proposal_count": 0, "working_locked": [], "working_version": 0, "accepted_content": null, "working_proposal_id": null, "accepted_proposal_id": null, "working_candidate_id": null, "accepted_candidate_id": null},
{"stage": "PLOT_OUTLINE", "status": "CONFIRMED", "kept_text": null, "account_id": "9003d46c-04ae-49e1-9fd4-57a05ee6541e", "session_id": "01a20efa-c575-7bed-a8e6-47123d7d8ecf", "accepted_at": "2026-11-24T19:14:06.044286+00:00", "stale_because": null, "proposal_count": 2, "working_locked": ["/title"], "working_version": 22, "accepted_content": {"facts": [{"text": "a diver", "label": "who"}], "title": "Edited 4", "logline": "Edited 4 and the sea"}, "working_proposal_id": "01a20efa-c85c-7ea6-b6a8-2ed37221586a", "accepted_proposal_id": "01a20efa-c85c-7ea6-b6a8-2ed37221586a", "working_candidate_id": "01a20efa-c85d-7938-87b0-c0bfd8b4e779", "accepted_candidate_id": "01a20efa-c85d-7938-87b0-c0bfd8b4e779"},
{"stage": "PLOT_OUTLINE", "status": "EMPTY", "kept_text": null, "account_id": "3e560b88-594a-4b66-8d25-58a87c7aa1c4", "session_id": "01a20efa-c9c5-7db5-91bc-97229150c61f", "accepted_at": null, "stale_because": null, "proposal_count": 0, "working_locked": [], "working_version": 0, "accepted_content": null, "working_proposal_id": null, "accepted_proposal_id": null, "working_candidate_id": null, "accepted_candidate_id": null},
{"stage": "PLOT_OUTLINE", "status": "EMPTY", "kept_text": null, "account_id": "7fa21475-5ba3-4ef7-b6af-8be8b5689ca4", "session_id": "01a20efa-c8ab-70a4-aaa3-d1f96e5ce79c", "accepted_at": null, "stale_because": null, "proposal_count": 0, "working_locked": [], "working_version": 0, "accepted_content": null, "working_proposal_id": null, "accepted_proposal_id": null, "working_candidate_id": null, "accepted_candidate_id": null},
{"stage": "STORY_CONCEPTION", "status": "CONFIRMED", "kept_text": null, "account_id": "7fa21475-5ba3-4ef7-b6af-8be8b5689ca4", "session_id": "01a20efa-c8ab-70a4-aaa3-d1f96e5ce79c", "accepted_at": "2026-11-24T19:14:06.32184+00:00", "stale_because": null, "proposal_count": 2, "working_locked": ["/title"], "working_version": 10, "accepted_content": {"facts": [{"text": "a diver", "label": "who"}], "title": "Edited 1", "logline": "Edited 1 and the sea"}, "working_proposal_id": "01a20efa-c972-7546-8aa2-06622f314cfd", "accepted_proposal_id": "01a20efa-c972-7546-8aa2-06622f314cfd", "working_candidate_id": "01a20efa-c972-79a5-924d-9d60d3c2f706", "accepted_candidate_id": "01a20efa-c972-79a5-924d-9d60d3c2f706"},
{"stage": "STORY_CONCEPTION", "status": "CONFIRMED", "kept_text": null, "account_id": "9003d46c-04ae-49e1-9fd4-57a05ee6541e", "session_id": "01a20efa-c575-7bed-a8e6-47123d7d8ecf", "accepted_at": "2026-11-24T19:14:05.734+00:00", "stale_because": null, "proposal_count": 2, "working_locked": ["/title"], "working_version": 10, "accepted_content": {"facts": [{"text": "a diver", "label": "who"}], "title": "Edited 1", "logline": "Edited 1 and the sea"}, "working_proposal_id": "01a20efa-c728-7018-a4b4-dcb4c9284f86", "accepted_proposal_id": "01a20efa-c728-7018-a4b4-dcb4c9284f86", "working_candidate_id": "01a20efa-c72d-795d-a525-66388042c641", "accepted_candidate_id": "01a20efa-c72d-795d-a525-66388042c641"},
{"stage": "STORY_CONCEPTION", "status": "EMPTY", "kept_text": null, "account_id": "3e560b88-594a-4b66-8d25-58a87c7aa1c4", "session_id": "01a20efa-c9c5-7db5-91bc-97229150c61f", "accepted_at": null, "stale_because": null, "proposal_count": 0, "working_locked": [], "working_version": 0, "accepted_content": null, "working_proposal_id": null, "accepted_proposal_id": null, "working_candidate_id": null, "accepted_candidate_id": null},
{"stage": "WORLDVIEW", "status": "CONFIRMED", "kept_text": null, "account_id": "9003d46c-04ae-49e1-9fd4-57a05ee6541e", "session_id": "01a20efa-c575-7bed-a8e6-47123d7d8ecf", "accepted_at": "2026-11-24T19:14:05.843573+00:00", "stale_because": null, "proposal_count": 2, "working_locked": ["/title"], "working_version": 14, "accepted_content": {"facts": [{"text": "a diver", "label": "who"}], "title": "Edited 2", "logline": "Edited 2 and the sea"}, "working_proposal_id": "01a20efa-c794-7465-9475-aee8cd977b11", "accepted_proposal_id": "01a20efa-c794-7465-9475-aee8cd977b11", "working_candidate_id": "01a20efa-c794-7e3a-8e2f-68d68062ad27", "accepted_candidate_id": "01a20efa-c794-7e3a-8e2f-68d68062ad27"},
{"stage": "WORLDVIEW", "status": "DRAFT", "kept_text": null, "account_id": "7fa21475-5ba3-4ef7-b6af-8be8b5689ca4", "session_id": "01a20efa-c8ab-70a4-aaa3-d1f96e5ce79c", "accepted_at": null, "stale_because": null, "proposal_count": 1, "working_locked": [], "working_version": 0, "accepted_content": null, "working_proposal_id": "01a20efa-c982-7a02-86ea-e3df99177ab2", "accepted_proposal_id": null, "working_candidate_id": "01a20efa-c982-7b95-a1c1-be7715c39443", "accepted_candidate_id": null},
{"stage": "WORLDVIEW", "status": "EMPTY", "kept_text": null, "account_id": "3e560b88-594a-4b66-8d25-58a87c7aa1c4", "session_id": "01a20efa-c9c5-7db5-91bc-97229150c61f", "accepted_at": null, "stale_because": null, "proposal_count": 0, "working_locked": [], "working_version": 0, "accepted_content": null, "working_proposal_id": null, "accepted_proposal_id": null, "working_candidate_id": null, "accepted_candidate_id": null}
]$rows$);
insert into genesis_proposals select * from jsonb_populate_recordset(null::genesis_proposals, $rows$[
{"round": 1, "stage": "CHARACTERS", "origin": {"kind": "sample", "model": null, "locked": [], "stopped": false, "cost_usd": 0, "feedback": null, "input_tokens": 10, "output_tokens": 20, "prompt_version": null, "parent_proposal_id": null}, "account_id": "9003d46c-04ae-49e1-9fd4-57a05ee6541e", "candidates": [{"changed": [], "content": {"facts": [{"text": "a diver", "label": "who"}], "title": "Stage 3", "logline": "Stage 3 and the sea"}, "candidate_id": "01a20efa-c7c1-776c-9e98-4f2c547190ca", "field_origins": {"": {"kind": "sample", "proposal_id": "01a20efa-c7c1-7414-923c-a726fe7aad17"}}}], "command_id": "01a20efa-c794-726c-96d8-66d5a659219d", "created_at": "2026-11-24T19:14:05.888313+00:00", "session_id": "01a20efa-c575-7bed-a8e6-47123d7d8ecf", "proposal_id": "01a20efa-c7c1-7414-923c-a726fe7aad17"},
{"round": 1, "stage": "CONCEPT_SELECTION", "origin": {"kind": "sample", "model": null, "locked": [], "stopped": false, "cost_usd": 0, "feedback": null, "input_tokens": 10, "output_tokens": 20, "prompt_version": null, "parent_proposal_id": null}, "account_id": "7fa21475-5ba3-4ef7-b6af-8be8b5689ca4", "candidates": [{"changed": [], "content": {"facts": [{"text": "a diver", "label": "who"}], "title": "Salt", "logline": "Salt and the sea"}, "candidate_id": "01a20efa-c8ff-7767-9ba2-0ae211d4e625", "field_origins": {"": {"kind": "sample", "proposal_id": "01a20efa-c8ff-7428-b5ca-0c08d0aec4f9"}}}, {"changed": [], "content": {"facts": [{"text": "a diver", "label": "who"}], "title": "Brine", "logline": "Brine and the sea"}, "candidate_id": "01a20efa-c8ff-77ae-9b42-f19272323072", "field_origins": {"": {"kind": "sample", "proposal_id": "01a20efa-c8ff-7428-b5ca-0c08d0aec4f9"}}}, {"changed": [], "content": {"facts": [{"text": "a diver", "label": "who"}], "title": "Tide", "logline": "Tide and the sea"}, "candidate_id": "01a20efa-c8ff-77db-80ec-bf95d6a1eb00", "field_origins": {"": {"kind": "sample", "proposal_id": "01a20efa-c8ff-7428-b5ca-0c08d0aec4f9"}}}], "command_id": "01a20efa-c8c4-78f7-86d9-46a11178e0a8", "created_at": "2026-11-24T19:14:06.206828+00:00", "session_id": "01a20efa-c8ab-70a4-aaa3-d1f96e5ce79c", "proposal_id": "01a20efa-c8ff-7428-b5ca-0c08d0aec4f9"},
{"round": 1, "stage": "CONCEPT_SELECTION", "origin": {"kind": "sample", "model": null, "locked": [], "stopped": false, "cost_usd": 0, "feedback": null, "input_tokens": 10, "output_tokens": 20, "prompt_version": null, "parent_proposal_id": null}, "account_id": "9003d46c-04ae-49e1-9fd4-57a05ee6541e", "candidates": [{"changed": [], "content": {"facts": [{"text": "a diver", "label": "who"}], "title": "Salt", "logline": "Salt and the sea"}, "candidate_id": "01a20efa-c667-7f93-b6f0-50677711df13", "field_origins": {"": {"kind": "sample", "proposal_id": "01a20efa-c667-7602-95b6-5704458ad793"}}}, {"changed": [], "content": {"facts": [{"text": "a diver", "label": "who"}], "title": "Brine", "logline": "Brine and the sea"}, "candidate_id": "01a20efa-c667-7ffa-9e26-6c23f06a657f", "field_origins": {"": {"kind": "sample", "proposal_id": "01a20efa-c667-7602-95b6-5704458ad793"}}}, {"changed": [], "content": {"facts": [{"text": "a diver", "label": "who"}], "title": "Tide", "logline": "Tide and the sea"}, "candidate_id": "01a20efa-c668-7027-af35-817adcf73441", "field_origins": {"": {"kind": "sample", "proposal_id": "01a20efa-c667-7602-95b6-5704458ad793"}}}], "command_id": "01a20efa-c609-7643-8653-98f836ebb70a", "created_at": "2026-11-24T19:14:05.538207+00:00", "session_id": "01a20efa-c575-7bed-a8e6-47123d7d8ecf", "proposal_id": "01a20efa-c667-7602-95b6-5704458ad793"},
{"round": 1, "stage": "PLOT_OUTLINE", "origin": {"kind": "sample", "model": null, "locked": [], "stopped": false, "cost_usd": 0, "feedback": null, "input_tokens": 10, "output_tokens": 20, "prompt_version": null, "parent_proposal_id": null}, "account_id": "9003d46c-04ae-49e1-9fd4-57a05ee6541e", "candidates": [{"changed": [], "content": {"facts": [{"text": "a diver", "label": "who"}], "title": "Stage 4", "logline": "Stage 4 and the sea"}, "candidate_id": "01a20efa-c835-79e0-9891-ec525b8275cd", "field_origins": {"": {"kind": "sample", "proposal_id": "01a20efa-c835-76c6-b80a-6dfdd9ea5ba8"}}}], "command_id": "01a20efa-c7fa-7957-ab02-ad2cef991558", "created_at": "2026-11-24T19:14:06.005017+00:00", "session_id": "01a20efa-c575-7bed-a8e6-47123d7d8ecf", "proposal_id": "01a20efa-c835-76c6-b80a-6dfdd9ea5ba8"},
{"round": 1, "stage": "STORY_CONCEPTION", "origin": {"kind": "sample", "model": null, "locked": [], "stopped": false, "cost_usd": 0, "feedback": null, "input_tokens": 10, "output_tokens": 20, "prompt_version": null, "parent_proposal_id": null}, "account_id": "7fa21475-5ba3-4ef7-b6af-8be8b5689ca4", "candidates": [{"changed": [], "content": {"facts": [{"text": "a diver", "label": "who"}], "title": "Stage 1", "logline": "Stage 1 and the sea"}, "candidate_id": "01a20efa-c94d-7267-99f2-dc982f9b23d7", "field_origins": {"": {"kind": "sample", "proposal_id": "01a20efa-c94d-70c7-955e-9043e70883a8"}}}], "command_id": "01a20efa-c925-7249-8e9d-af26fb7d1d77", "created_at": "2026-11-24T19:14:06.284862+00:00", "session_id": "01a20efa-c8ab-70a4-aaa3-d1f96e5ce79c", "proposal_id": "01a20efa-c94d-70c7-955e-9043e70883a8"},
{"round": 1, "stage": "STORY_CONCEPTION", "origin": {"kind": "sample", "model": null, "locked": [], "stopped": false, "cost_usd": 0, "feedback": null, "input_tokens": 10, "output_tokens": 20, "prompt_version": null, "parent_proposal_id": null}, "account_id": "9003d46c-04ae-49e1-9fd4-57a05ee6541e", "candidates": [{"changed": [], "content": {"facts": [{"text": "a diver", "label": "who"}], "title": "Stage 1", "logline": "Stage 1 and the sea"}, "candidate_id": "01a20efa-c6fa-7646-9997-ec243d2b6fa8", "field_origins": {"": {"kind": "sample", "proposal_id": "01a20efa-c6fa-7305-9c97-57575fcacaba"}}}], "command_id": "01a20efa-c6b0-7e69-9e5c-edec4d3e200c", "created_at": "2026-11-24T19:14:05.687895+00:00", "session_id": "01a20efa-c575-7bed-a8e6-47123d7d8ecf", "proposal_id": "01a20efa-c6fa-7305-9c97-57575fcacaba"},
{"round": 1, "stage": "WORLDVIEW", "origin": {"kind": "sample", "model": null, "locked": [], "stopped": false, "cost_usd": 0, "feedback": null, "input_tokens": 10, "output_tokens": 20, "prompt_version": null, "parent_proposal_id": null}, "account_id": "7fa21475-5ba3-4ef7-b6af-8be8b5689ca4", "candidates": [{"changed": [], "content": {"facts": [{"text": "a diver", "label": "who"}], "title": "Stage 2", "logline": "Stage 2 and the sea"}, "candidate_id": "01a20efa-c982-7b95-a1c1-be7715c39443", "field_origins": {"": {"kind": "sample", "proposal_id": "01a20efa-c982-7a02-86ea-e3df99177ab2"}}}], "command_id": "01a20efa-c972-73ab-a40f-60bf34d1b899", "created_at": "2026-11-24T19:14:06.338438+00:00", "session_id": "01a20efa-c8ab-70a4-aaa3-d1f96e5ce79c", "proposal_id": "01a20efa-c982-7a02-86ea-e3df99177ab2"},
{"round": 1, "stage": "WORLDVIEW", "origin": {"kind": "sample", "model": null, "locked": [], "stopped": false, "cost_usd": 0, "feedback": null, "input_tokens": 10, "output_tokens": 20, "prompt_version": null, "parent_proposal_id": null}, "account_id": "9003d46c-04ae-49e1-9fd4-57a05ee6541e", "candidates": [{"changed": [], "content": {"facts": [{"text": "a diver", "label": "who"}], "title": "Stage 2", "logline": "Stage 2 and the sea"}, "candidate_id": "01a20efa-c75f-7224-8ee2-51efffab79c8", "field_origins": {"": {"kind": "sample", "proposal_id": "01a20efa-c75e-7dcb-837c-9a468ccc37ae"}}}], "command_id": "01a20efa-c727-7dea-bdf8-544bf3991766", "created_at": "2026-11-24T19:14:05.790393+00:00", "session_id": "01a20efa-c575-7bed-a8e6-47123d7d8ecf", "proposal_id": "01a20efa-c75e-7dcb-837c-9a468ccc37ae"},
{"round": 2, "stage": "CHARACTERS", "origin": {"kind": "user", "model": null, "locked": [], "stopped": false, "cost_usd": null, "feedback": null, "input_tokens": null, "output_tokens": null, "prompt_version": null, "parent_proposal_id": "01a20efa-c7c1-7414-923c-a726fe7aad17"}, "account_id": "9003d46c-04ae-49e1-9fd4-57a05ee6541e", "candidates": [{"changed": ["/logline", "/title"], "content": {"facts": [{"text": "a diver", "label": "who"}], "title": "Edited 3", "logline": "Edited 3 and the sea"}, "candidate_id": "01a20efa-c803-7ad5-9133-bd6733549b6f", "field_origins": {"": {"kind": "sample", "proposal_id": "01a20efa-c7c1-7414-923c-a726fe7aad17"}, "/title": {"kind": "user", "proposal_id": "01a20efa-c7ff-726e-9c90-c798a9a1338a"}, "/logline": {"kind": "user", "proposal_id": "01a20efa-c7ff-726e-9c90-c798a9a1338a"}}}], "command_id": "01a20efa-c7fa-7957-ab02-ad2cef991558", "created_at": "2026-11-24T19:14:05.946004+00:00", "session_id": "01a20efa-c575-7bed-a8e6-47123d7d8ecf", "proposal_id": "01a20efa-c7ff-726e-9c90-c798a9a1338a"},
{"round": 2, "stage": "CONCEPT_SELECTION", "origin": {"kind": "user", "model": null, "locked": [], "stopped": false, "cost_usd": null, "feedback": null, "input_tokens": null, "output_tokens": null, "prompt_version": null, "parent_proposal_id": "01a20efa-c667-7602-95b6-5704458ad793"}, "account_id": "9003d46c-04ae-49e1-9fd4-57a05ee6541e", "candidates": [{"changed": ["/logline", "/title"], "content": {"facts": [{"text": "a diver", "label": "who"}], "title": "Edited 0", "logline": "Edited 0 and the sea"}, "candidate_id": "01a20efa-c6c7-7e86-8a54-f807fac7b86b", "field_origins": {"": {"kind": "sample", "proposal_id": "01a20efa-c667-7602-95b6-5704458ad793"}, "/title": {"kind": "user", "proposal_id": "01a20efa-c6b1-73d6-a8e9-64c02f55be5d"}, "/logline": {"kind": "user", "proposal_id": "01a20efa-c6b1-73d6-a8e9-64c02f55be5d"}}}], "command_id": "01a20efa-c6b0-7e69-9e5c-edec4d3e200c", "created_at": "2026-11-24T19:14:05.613059+00:00", "session_id": "01a20efa-c575-7bed-a8e6-47123d7d8ecf", "proposal_id": "01a20efa-c6b1-73d6-a8e9-64c02f55be5d"},
{"round": 2, "stage": "CONCEPT_SELECTION", "origin": {"kind": "user", "model": null, "locked": [], "stopped": false, "cost_usd": null, "feedback": null, "input_tokens": null, "output_tokens": null, "prompt_version": null, "parent_proposal_id": "01a20efa-c8ff-7428-b5ca-0c08d0aec4f9"}, "account_id": "7fa21475-5ba3-4ef7-b6af-8be8b5689ca4", "candidates": [{"changed": ["/logline", "/title"], "content": {"facts": [{"text": "a diver", "label": "who"}], "title": "Edited 0", "logline": "Edited 0 and the sea"}, "candidate_id": "01a20efa-c925-7ed4-8b0c-85b3cc7e4428", "field_origins": {"": {"kind": "sample", "proposal_id": "01a20efa-c8ff-7428-b5ca-0c08d0aec4f9"}, "/title": {"kind": "user", "proposal_id": "01a20efa-c925-73e1-a8ca-085a54adeba2"}, "/logline": {"kind": "user", "proposal_id": "01a20efa-c925-73e1-a8ca-085a54adeba2"}}}], "command_id": "01a20efa-c925-7249-8e9d-af26fb7d1d77", "created_at": "2026-11-24T19:14:06.244547+00:00", "session_id": "01a20efa-c8ab-70a4-aaa3-d1f96e5ce79c", "proposal_id": "01a20efa-c925-73e1-a8ca-085a54adeba2"},
{"round": 2, "stage": "PLOT_OUTLINE", "origin": {"kind": "user", "model": null, "locked": [], "stopped": false, "cost_usd": null, "feedback": null, "input_tokens": null, "output_tokens": null, "prompt_version": null, "parent_proposal_id": "01a20efa-c835-76c6-b80a-6dfdd9ea5ba8"}, "account_id": "9003d46c-04ae-49e1-9fd4-57a05ee6541e", "candidates": [{"changed": ["/logline", "/title"], "content": {"facts": [{"text": "a diver", "label": "who"}], "title": "Edited 4", "logline": "Edited 4 and the sea"}, "candidate_id": "01a20efa-c85d-7938-87b0-c0bfd8b4e779", "field_origins": {"": {"kind": "sample", "proposal_id": "01a20efa-c835-76c6-b80a-6dfdd9ea5ba8"}, "/title": {"kind": "user", "proposal_id": "01a20efa-c85c-7ea6-b6a8-2ed37221586a"}, "/logline": {"kind": "user", "proposal_id": "01a20efa-c85c-7ea6-b6a8-2ed37221586a"}}}], "command_id": "01a20efa-c85c-7d39-a487-0400ecbaf8db", "created_at": "2026-11-24T19:14:06.044286+00:00", "session_id": "01a20efa-c575-7bed-a8e6-47123d7d8ecf", "proposal_id": "01a20efa-c85c-7ea6-b6a8-2ed37221586a"},
{"round": 2, "stage": "STORY_CONCEPTION", "origin": {"kind": "user", "model": null, "locked": [], "stopped": false, "cost_usd": null, "feedback": null, "input_tokens": null, "output_tokens": null, "prompt_version": null, "parent_proposal_id": "01a20efa-c6fa-7305-9c97-57575fcacaba"}, "account_id": "9003d46c-04ae-49e1-9fd4-57a05ee6541e", "candidates": [{"changed": ["/logline", "/title"], "content": {"facts": [{"text": "a diver", "label": "who"}], "title": "Edited 1", "logline": "Edited 1 and the sea"}, "candidate_id": "01a20efa-c72d-795d-a525-66388042c641", "field_origins": {"": {"kind": "sample", "proposal_id": "01a20efa-c6fa-7305-9c97-57575fcacaba"}, "/title": {"kind": "user", "proposal_id": "01a20efa-c728-7018-a4b4-dcb4c9284f86"}, "/logline": {"kind": "user", "proposal_id": "01a20efa-c728-7018-a4b4-dcb4c9284f86"}}}], "command_id": "01a20efa-c727-7dea-bdf8-544bf3991766", "created_at": "2026-11-24T19:14:05.734+00:00", "session_id": "01a20efa-c575-7bed-a8e6-47123d7d8ecf", "proposal_id": "01a20efa-c728-7018-a4b4-dcb4c9284f86"},
{"round": 2, "stage": "STORY_CONCEPTION", "origin": {"kind": "user", "model": null, "locked": [], "stopped": false, "cost_usd": null, "feedback": null, "input_tokens": null, "output_tokens": null, "prompt_version": null, "parent_proposal_id": "01a20efa-c94d-70c7-955e-9043e70883a8"}, "account_id": "7fa21475-5ba3-4ef7-b6af-8be8b5689ca4", "candidates": [{"changed": ["/logline", "/title"], "content": {"facts": [{"text": "a diver", "label": "who"}], "title": "Edited 1", "logline": "Edited 1 and the sea"}, "candidate_id": "01a20efa-c972-79a5-924d-9d60d3c2f706", "field_origins": {"": {"kind": "sample", "proposal_id": "01a20efa-c94d-70c7-955e-9043e70883a8"}, "/title": {"kind": "user", "proposal_id": "01a20efa-c972-7546-8aa2-06622f314cfd"}, "/logline": {"kind": "user", "proposal_id": "01a20efa-c972-7546-8aa2-06622f314cfd"}}}], "command_id": "01a20efa-c972-73ab-a40f-60bf34d1b899", "created_at": "2026-11-24T19:14:06.32184+00:00", "session_id": "01a20efa-c8ab-70a4-aaa3-d1f96e5ce79c", "proposal_id": "01a20efa-c972-7546-8aa2-06622f314cfd"},
{"round": 2, "stage": "WORLDVIEW", "origin": {"kind": "user", "model": null, "locked": [], "stopped": false, "cost_usd": null, "feedback": null, "input_tokens": null, "output_tokens": null, "prompt_version": null, "parent_proposal_id": "01a20efa-c75e-7dcb-837c-9a468ccc37ae"}, "account_id": "9003d46c-04ae-49e1-9fd4-57a05ee6541e", "candidates": [{"changed": ["/logline", "/title"], "content": {"facts": [{"text": "a diver", "label": "who"}], "title": "Edited 2", "logline": "Edited 2 and the sea"}, "candidate_id": "01a20efa-c794-7e3a-8e2f-68d68062ad27", "field_origins": {"": {"kind": "sample", "proposal_id": "01a20efa-c75e-7dcb-837c-9a468ccc37ae"}, "/title": {"kind": "user", "proposal_id": "01a20efa-c794-7465-9475-aee8cd977b11"}, "/logline": {"kind": "user", "proposal_id": "01a20efa-c794-7465-9475-aee8cd977b11"}}}], "command_id": "01a20efa-c794-726c-96d8-66d5a659219d", "created_at": "2026-11-24T19:14:05.843573+00:00", "session_id": "01a20efa-c575-7bed-a8e6-47123d7d8ecf", "proposal_id": "01a20efa-c794-7465-9475-aee8cd977b11"}
]$rows$);
insert into novels select * from jsonb_populate_recordset(null::novels, $rows$[
{"title": "The Keeper", "content": {"form": null, "tags": null, "blurb": "Edited 0 and the sea", "story": {"facts": [{"text": "a diver", "label": "who"}], "title": "Edited 1", "logline": "Edited 1 and the sea"}, "usage": {"cost_usd": 0, "input_tokens": 50, "output_tokens": 100}, "world": {"facts": [{"text": "a diver", "label": "who"}], "title": "Edited 2", "logline": "Edited 2 and the sea"}, "concept": {"facts": [{"text": "a diver", "label": "who"}], "title": "Edited 0", "logline": "Edited 0 and the sea"}, "outline": {"facts": [{"text": "a diver", "label": "who"}], "title": "Edited 4", "logline": "Edited 4 and the sea"}, "characters": {"facts": [{"text": "a diver", "label": "who"}], "title": "Edited 3", "logline": "Edited 3 and the sea"}, "field_origins": {"/story": {"kind": "sample", "proposal_id": "01a20efa-c6fa-7305-9c97-57575fcacaba"}, "/world": {"kind": "sample", "proposal_id": "01a20efa-c75e-7dcb-837c-9a468ccc37ae"}, "/concept": {"kind": "sample", "proposal_id": "01a20efa-c667-7602-95b6-5704458ad793"}, "/outline": {"kind": "sample", "proposal_id": "01a20efa-c835-76c6-b80a-6dfdd9ea5ba8"}, "/characters": {"kind": "sample", "proposal_id": "01a20efa-c7c1-7414-923c-a726fe7aad17"}, "/story/title": {"kind": "user", "proposal_id": "01a20efa-c728-7018-a4b4-dcb4c9284f86"}, "/world/title": {"kind": "user", "proposal_id": "01a20efa-c794-7465-9475-aee8cd977b11"}, "/concept/title": {"kind": "user", "proposal_id": "01a20efa-c6b1-73d6-a8e9-64c02f55be5d"}, "/outline/title": {"kind": "user", "proposal_id": "01a20efa-c85c-7ea6-b6a8-2ed37221586a"}, "/story/logline": {"kind": "user", "proposal_id": "01a20efa-c728-7018-a4b4-dcb4c9284f86"}, "/world/logline": {"kind": "user", "proposal_id": "01a20efa-c794-7465-9475-aee8cd977b11"}, "/concept/logline": {"kind": "user", "proposal_id": "01a20efa-c6b1-73d6-a8e9-64c02f55be5d"}, "/outline/logline": {"kind": "user", "proposal_id": "01a20efa-c85c-7ea6-b6a8-2ed37221586a"}, "/characters/title": {"kind": "user", "proposal_id": "01a20efa-c7ff-726e-9c90-c798a9a1338a"}, "/characters/logline": {"kind": "user", "proposal_id": "01a20efa-c7ff-726e-9c90-c798a9a1338a"}}, "open_questions": []}, "edition": 1, "language": "en", "novel_id": "01a20efa-c891-7aa2-967a-e17203b89918", "account_id": "9003d46c-04ae-49e1-9fd4-57a05ee6541e", "created_at": "2026-11-24T19:14:06.092848+00:00", "session_id": "01a20efa-c575-7bed-a8e6-47123d7d8ecf", "updated_at": "2026-11-24T19:14:06.092848+00:00"}
]$rows$);
select setval(pg_get_serial_sequence('event_outbox', 'outbox_id'), (select max(outbox_id) from event_outbox));
create schema genesis;
set check_function_bodies = off;
-- Generated from shared-types/commands/command-table.ts by `npm run generate`. Do not edit.
create or replace view genesis.command_table
  (position, command_type, event_type, background, pending, session_statuses, has_stage_rule,
   only_first, stage_statuses, needs_proposal, needs_all_confirmed) as
  values
    (1, 'REQUEST_INSPIRATION', 'genesis.inspiration.requested', 'always', 'none', array['ACTIVE']::text[], true, true, array['EMPTY', 'DRAFT', 'STALE']::text[], 'never', false),
    (2, 'SUBMIT_IDEA', 'genesis.idea.submitted', 'always', 'none', array['ACTIVE']::text[], true, true, array['EMPTY', 'DRAFT', 'STALE']::text[], 'never', false),
    (3, 'REVISE_PROPOSAL', 'genesis.revision.requested', 'always', 'none', array['ACTIVE']::text[], true, false, array['EMPTY', 'DRAFT', 'STALE']::text[], 'always', false),
    (4, 'REGENERATE_PROPOSAL', 'genesis.regeneration.requested', 'always', 'none', array['ACTIVE']::text[], true, false, array['EMPTY', 'DRAFT', 'STALE']::text[], 'in_first_stage', false),
    (5, 'CONFIRM_STAGE', 'genesis.stage.confirmed', 'when_next_stage_empty', 'none', array['ACTIVE']::text[], true, false, array['EMPTY', 'DRAFT', 'STALE']::text[], 'always', false),
    (6, 'CANCEL_GENERATION', 'genesis.command.cancelled', 'never', 'some', array['ACTIVE']::text[], false, false, array[]::text[], 'never', false),
    (7, 'FINISH_GENESIS', 'genesis.session.finished', 'never', 'none', array['ACTIVE']::text[], false, false, array[]::text[], 'never', true),
    (8, 'SELECT_CANDIDATE', 'genesis.candidate.selected', 'never', 'any', array['ACTIVE']::text[], false, false, array[]::text[], 'never', false),
    (9, 'SAVE_CANDIDATE', 'genesis.candidate.saved', 'never', 'any', array['ACTIVE']::text[], false, false, array[]::text[], 'never', false);
grant select on genesis.command_table to genesis_app, genesis_service;

-- Takes one command: session lock, checks in the contract's order, then inbox, event, outbox and
-- task in this one transaction. Every expected outcome is a value:
--   {outcome: ACCEPTED | REPLAYED, answer}
--   {outcome: NOT_FOUND | IDEMPOTENCY_KEY_REUSED | DUPLICATE_COMMAND | SESSION_BUSY |
--             VERSION_CONFLICT | COMMAND_NOT_ALLOWED | VALIDATION_FAILED, …what its row adds}
-- VOLATILE, with the row lock as the first statement that reads: it sees what was committed while
-- it waited.
create or replace function genesis.accept_command(
  p_account uuid, p_session uuid, p_type text, p_payload jsonb, p_key text, p_hash text,
  p_expected_version integer
) returns jsonb
language plpgsql as $$
declare
  s genesis_sessions;
  c genesis.command_table;
  v_stage genesis_stages;
  v_before command_inbox;
  v_pending uuid;
  v_pending_type text;
  v_proposal_stage text;
  v_all_confirmed boolean := false;
begin
  perform set_config('genesis.account_id', p_account::text, true);
  select * into s from genesis_sessions
    where session_id = p_session and account_id = p_account
    for no key update;
  if not found then
    return '{"outcome": "NOT_FOUND"}';
  end if;

  if p_key is not null then
    select * into v_before from command_inbox
      where session_id = p_session and idempotency_key = p_key;
    if found then
      return case when v_before.request_hash = p_hash
        then jsonb_build_object('outcome', 'REPLAYED', 'answer', genesis.command_answer(v_before))
        else '{"outcome": "IDEMPOTENCY_KEY_REUSED"}' end;
    end if;
  end if;

  select * into strict c from genesis.command_table where command_type = p_type;
  -- The wait is answered exactly while the command that answered it is pending.
  if s.answered_by is not null then
    select command_id, command_type into v_pending, v_pending_type from command_inbox
      where command_id = s.answered_by and status in ('RECEIVED', 'PROCESSING');
    if v_pending_type = p_type then
      return genesis.duplicate_command(p_session, p_type);
    elsif v_pending is not null and c.pending = 'none' then
      return jsonb_build_object('outcome', 'SESSION_BUSY', 'pending_command_id', v_pending);
    end if;
  end if;
  if p_expected_version is not null and p_expected_version <> s.version then
    return jsonb_build_object('outcome', 'VERSION_CONFLICT', 'version', s.version);
  end if;

  select * into strict v_stage from genesis_stages
    where session_id = p_session and stage = s.current_stage;
  if c.needs_all_confirmed then
    v_all_confirmed := not exists (
      select from genesis_stages where session_id = p_session and status <> 'CONFIRMED');
  end if;
  if (c.pending = 'some' and v_pending is null)
    or not genesis.command_allowed(c, s, v_stage.status, v_stage.proposal_count > 0, v_all_confirmed)
  then
    return genesis.not_allowed(s);
  end if;
  -- A stage rule speaks of the current stage: a proposal of another one is not allowed either.
  if c.has_stage_rule and p_payload ? 'proposal_id' then
    select stage into v_proposal_stage from genesis_proposals
      where session_id = p_session and proposal_id = (p_payload ->> 'proposal_id')::uuid;
    if v_proposal_stage <> s.current_stage
      or (p_payload ? 'stage' and p_payload ->> 'stage' <> s.current_stage) then
      return genesis.not_allowed(s);
    end if;
  end if;

  return case p_type
    when 'CONFIRM_STAGE' then genesis.confirm_stage(s, p_payload, p_key, p_hash)
    when 'CANCEL_GENERATION' then genesis.cancel_generation(s, v_pending, p_payload, p_key, p_hash)
    when 'FINISH_GENESIS' then genesis.finish_genesis(s, p_payload, p_key, p_hash)
    when 'SELECT_CANDIDATE' then genesis.select_candidate(s, p_payload, p_key, p_hash)
    when 'SAVE_CANDIDATE' then genesis.save_candidate(s, p_payload, p_key, p_hash)
    else genesis.request_generation(s, c, v_stage, p_payload, p_key, p_hash)
  end;
end
$$;
grant execute on function genesis.accept_command(uuid, uuid, text, jsonb, text, text, integer) to genesis_app;

-- A new round of a stage. Returns the proposal as the wire has it.
-- p_contents: the candidates' contents; p_parent: the candidate they were made from, or null.
-- p_origin gives kind, model, …; the rest of an origin is filled with its nulls.
create or replace function genesis.add_proposal(
  s genesis_sessions, p_stage text, p_contents jsonb, p_parent jsonb, p_parent_proposal uuid,
  p_origin jsonb, p_command uuid
) returns jsonb
language plpgsql as $$
declare
  v_proposal genesis_proposals;
  v_id uuid := uuidv7();
  v_round integer;
begin
  update genesis_stages
    set proposal_count = proposal_count + 1,
        status = case when status = 'EMPTY' then 'DRAFT' else status end
    where session_id = s.session_id and stage = p_stage
    returning proposal_count into strict v_round;
  insert into genesis_proposals
    (proposal_id, session_id, account_id, stage, round, candidates, origin, command_id)
  select v_id, s.session_id, s.account_id, p_stage, v_round,
    jsonb_agg(genesis.make_candidate(content, p_parent, p_origin ->> 'kind', v_id) order by n),
    jsonb_build_object('kind', null, 'model', null, 'prompt_version', null, 'feedback', null,
      'locked', '[]'::jsonb, 'parent_proposal_id', p_parent_proposal, 'input_tokens', null,
      'output_tokens', null, 'cost_usd', null, 'stopped', false) || p_origin,
    p_command
  from jsonb_array_elements(p_contents) with ordinality as t (content, n)
  returning * into v_proposal;
  return genesis.proposal_json(v_proposal);
end
$$;
grant execute on function genesis.add_proposal(genesis_sessions, text, jsonb, jsonb, uuid, jsonb, uuid)
  to genesis_app, genesis_service;

-- The commands that would be accepted now, in the command table's order.
create or replace function genesis.available_commands(s genesis_sessions) returns jsonb
language sql stable as $$
  select coalesce(jsonb_agg(c.command_type order by c.position), '[]')
  from genesis.command_table c,
    (select exists (
       select from command_inbox i
       where i.session_id = s.session_id and i.status in ('RECEIVED', 'PROCESSING')) as is_pending) p,
    (select st.status, st.proposal_count > 0 as has_proposal from genesis_stages st
     where st.session_id = s.session_id and st.stage = s.current_stage) st,
    (select count(*) filter (where status = 'CONFIRMED') = 5 as all_confirmed from genesis_stages
     where session_id = s.session_id) a
  where genesis.command_allowed(c, s, st.status, st.has_proposal, a.all_confirmed)
    and case c.pending when 'none' then not p.is_pending when 'some' then p.is_pending else true end
$$;
grant execute on function genesis.available_commands(genesis_sessions) to genesis_app, genesis_service;

-- CANCEL_GENERATION: ends the pending command. Its finished candidates become a proposal with
-- `origin.stopped`, what was still being written is kept as text.
create or replace function genesis.cancel_generation(
  s genesis_sessions, p_pending uuid, p_payload jsonb, p_key text, p_hash text
) returns jsonb
language plpgsql as $$
declare
  v_version integer := s.version + 1;
  v_ended jsonb;
  v_command command_inbox;
begin
  v_command := genesis.insert_command(s, 'CANCEL_GENERATION', p_payload, false, s.current_stage,
    v_version, null, jsonb_build_object('cancelled_command_id', p_pending), p_key, p_hash);
  v_ended := genesis.end_generation(s, p_pending, 'CANCELLED', null);
  perform genesis.append_event(s.session_id, s.account_id, v_version, 'genesis.command.cancelled',
    v_ended, p_pending, null);
  update genesis_sessions set version = v_version, updated_at = now() where session_id = s.session_id;
  return jsonb_build_object('outcome', 'ACCEPTED', 'answer', genesis.command_answer(v_command));
end
$$;
grant execute on function genesis.cancel_generation(genesis_sessions, uuid, jsonb, text, text) to genesis_app;

-- A candidate of this session by its two ids, as {stage, candidate}, or the issue as {invalid}.
create or replace function genesis.candidate_by_id(p_session uuid, p_payload jsonb) returns jsonb
language plpgsql stable as $$
declare
  v_row genesis_proposals;
  v_candidate jsonb;
begin
  select * into v_row from genesis_proposals
    where session_id = p_session and proposal_id = (p_payload ->> 'proposal_id')::uuid;
  if not found then
    return jsonb_build_object('invalid',
      genesis.invalid('/payload/proposal_id', 'this session has no such proposal'));
  end if;
  v_candidate := genesis.candidate_of(v_row.candidates, (p_payload ->> 'candidate_id')::uuid);
  if v_candidate is null then
    return jsonb_build_object('invalid',
      genesis.invalid('/payload/candidate_id', 'this proposal has no such candidate'));
  end if;
  return jsonb_build_object('stage', v_row.stage, 'candidate', v_candidate);
end
$$;
grant execute on function genesis.candidate_by_id(uuid, jsonb) to genesis_app;

-- Whether a row of the command table is allowed now. The one place that reads the table's rules:
-- accepting a command and `available_commands` both ask here. `pending` is judged apart, since a
-- command that is refused for it alone is SESSION_BUSY, not COMMAND_NOT_ALLOWED.
create or replace function genesis.command_allowed(
  c genesis.command_table, s genesis_sessions, p_stage_status text, p_has_proposal boolean,
  p_all_confirmed boolean
) returns boolean
language sql immutable as $$
  select s.status = any (c.session_statuses)
    and (not c.needs_all_confirmed or p_all_confirmed)
    and (not c.has_stage_rule or (
      (not c.only_first or s.current_stage = 'CONCEPT_SELECTION')
      and p_stage_status = any (c.stage_statuses)
      and (c.needs_proposal = 'never' or p_has_proposal
           or (c.needs_proposal = 'in_first_stage' and s.current_stage <> 'CONCEPT_SELECTION'))))
$$;
grant execute on function genesis.command_allowed(genesis.command_table, genesis_sessions, text, boolean, boolean)
  to genesis_app, genesis_service;

-- What the client is answered for an accepted command; the replay of an Idempotency-Key says the
-- same, so everything in it is of the moment of acceptance.
create or replace function genesis.command_answer(i command_inbox) returns jsonb
language sql stable as $$
  select jsonb_build_object(
      'command_id', i.command_id, 'command_type', i.command_type,
      'status', case when i.is_background then 'RECEIVED' else 'COMPLETED' end,
      'version', i.version, 'correlation_id', i.correlation_id)
    || case when i.is_background then '{}' else jsonb_build_object('result', coalesce(i.result, '{}')) end
$$;
grant execute on function genesis.command_answer(command_inbox) to genesis_app, genesis_service;

-- CONFIRM_STAGE: accepts the candidate (as edited, where there are edits) and moves on in this
-- transaction. Where the next stage is EMPTY it is generated by this very command (202), else the
-- command is done (200) and the flow gets a new wait.
create or replace function genesis.confirm_stage(
  s genesis_sessions, p_payload jsonb, p_key text, p_hash text
) returns jsonb
language plpgsql as $$
declare
  v_version integer := s.version + 1;
  v_stage text := s.current_stage;
  v_row genesis_proposals;
  v_candidate jsonb;
  v_proposal jsonb;
  v_next genesis_stages;
  v_generating text;
  v_confirmed genesis_stages;
  v_title text;
  v_next_wait uuid;
  v_command command_inbox;
begin
  select * into v_row from genesis_proposals
    where session_id = s.session_id and proposal_id = (p_payload ->> 'proposal_id')::uuid;
  if not found then
    return genesis.invalid('/payload/proposal_id', 'this session has no such proposal');
  end if;
  v_candidate := genesis.candidate_of(v_row.candidates, (p_payload ->> 'candidate_id')::uuid);
  if v_candidate is null then
    return genesis.invalid('/payload/candidate_id', 'this proposal has no such candidate');
  end if;

  -- The first stage that is not CONFIRMED once this one is; the last stage where all are.
  select * into v_next from genesis_stages
    where session_id = s.session_id and stage <> v_stage and status <> 'CONFIRMED'
    order by genesis.stage_position(stage) limit 1;
  v_generating := case when v_next.status = 'EMPTY' then v_next.stage end;

  v_command := genesis.insert_command(s, 'CONFIRM_STAGE', p_payload - 'edits', v_generating is not null,
    coalesce(v_generating, v_stage), v_version, s.correlation_id, '{}', p_key, p_hash);
  if v_command.command_id is null then
    return genesis.duplicate_command(s.session_id, 'CONFIRM_STAGE');
  end if;
  if p_payload ? 'edits' and p_payload -> 'edits' <> v_candidate -> 'content' then
    v_proposal := genesis.add_proposal(s, v_stage, jsonb_build_array(p_payload -> 'edits'), v_candidate,
      v_row.proposal_id, '{"kind": "user"}', v_command.command_id);
    v_candidate := v_proposal -> 'candidates' -> 0;
  end if;
  update genesis_stages
    set status = 'CONFIRMED',
        accepted_proposal_id = coalesce((v_proposal ->> 'proposal_id')::uuid, v_row.proposal_id),
        accepted_candidate_id = (v_candidate ->> 'candidate_id')::uuid,
        accepted_content = v_candidate -> 'content', accepted_at = now(),
        working_locked = case when working_candidate_id = (p_payload ->> 'candidate_id')::uuid
          then working_locked else '[]' end,
        working_proposal_id = coalesce((v_proposal ->> 'proposal_id')::uuid, v_row.proposal_id),
        working_candidate_id = (v_candidate ->> 'candidate_id')::uuid,
        working_version = v_version, stale_because = null, kept_text = null
    where session_id = s.session_id and stage = v_stage
    returning * into strict v_confirmed;

  if v_generating is not null then
    insert into async_tasks (command_id, session_id, account_id, stage)
      values (v_command.command_id, s.session_id, s.account_id, v_generating);
    update genesis_sessions set answered_by = v_command.command_id, last_error = null
      where session_id = s.session_id;
  else
    v_next_wait := genesis.next_wait(s);
  end if;
  update genesis_sessions
    set version = v_version, current_stage = coalesce(v_next.stage, 'PLOT_OUTLINE'), updated_at = now(),
        title = case when title = '' and v_stage = 'CONCEPT_SELECTION'
          then left(v_candidate -> 'content' ->> 'title', 200) else title end
    where session_id = s.session_id returning title into v_title;
  perform genesis.append_event(s.session_id, s.account_id, v_version, 'genesis.stage.confirmed',
    jsonb_build_object('stage', v_stage,
      'proposal_id', v_confirmed.accepted_proposal_id, 'candidate_id', v_confirmed.accepted_candidate_id,
      'proposal', v_proposal, 'working', genesis.working_json(v_confirmed), 'title', v_title,
      'current_stage', coalesce(v_next.stage, 'PLOT_OUTLINE'), 'generating', v_generating,
      'next_correlation_id', v_next_wait),
    v_command.command_id, s.correlation_id);
  return jsonb_build_object('outcome', 'ACCEPTED', 'answer', genesis.command_answer(v_command));
end
$$;
grant execute on function genesis.confirm_stage(genesis_sessions, jsonb, text, text) to genesis_app;

-- The outcome where the same command is still RECEIVED or PROCESSING in this session.
create or replace function genesis.duplicate_command(p_session uuid, p_type text) returns jsonb
language sql stable as $$
  select jsonb_build_object('outcome', 'DUPLICATE_COMMAND', 'duplicate_command_id',
    (select command_id from command_inbox
     where session_id = p_session and command_type = p_type and status in ('RECEIVED', 'PROCESSING')))
$$;
grant execute on function genesis.duplicate_command(uuid, text) to genesis_app;

-- FINISH_GENESIS: the novel, from the five accepted contents. Finishing a reopened session again
-- keeps its novel_id. No run owns a finished session.
create or replace function genesis.finish_genesis(
  s genesis_sessions, p_payload jsonb, p_key text, p_hash text
) returns jsonb
language plpgsql as $$
declare
  v_version integer := s.version + 1;
  v_novel novels;
  v_title text;
  v_content jsonb;
  v_command command_inbox;
begin
  v_content := genesis.novel_content(s);
  v_title := coalesce(p_payload ->> 'title', nullif(s.title, ''),
    left(v_content -> 'concept' ->> 'title', 200));
  insert into novels (session_id, account_id, title, language, content)
  values (s.session_id, s.account_id, v_title, s.language, v_content)
  on conflict (session_id) do update
    set edition = novels.edition + 1, title = excluded.title, language = excluded.language,
        content = excluded.content, updated_at = now()
  returning * into v_novel;
  v_command := genesis.insert_command(s, 'FINISH_GENESIS', p_payload, false, s.current_stage, v_version,
    null, jsonb_build_object('novel_id', v_novel.novel_id), p_key, p_hash);
  update flow_resume_handles set status = 'EXPIRED', updated_at = now()
    where session_id = s.session_id and status in ('WAITING', 'PENDING_PAUSE', 'PAUSED');
  perform genesis.append_event(s.session_id, s.account_id, v_version, 'genesis.session.finished',
    jsonb_build_object('novel_id', v_novel.novel_id, 'edition', v_novel.edition, 'title', v_novel.title),
    v_command.command_id, null);
  update genesis_sessions
    set version = v_version, status = 'COMPLETED', novel_id = v_novel.novel_id, title = v_title,
        flow_run_id = null, run_seen_at = null, last_error = null, updated_at = now()
    where session_id = s.session_id;
  return jsonb_build_object('outcome', 'ACCEPTED', 'answer', genesis.command_answer(v_command));
end
$$;
grant execute on function genesis.finish_genesis(genesis_sessions, jsonb, text, text) to genesis_app;

-- The inbox row. ON CONFLICT names the partial unique index: no row comes back where the same
-- command is already pending, even without the check before it.
create or replace function genesis.insert_command(
  s genesis_sessions, p_type text, p_payload jsonb, p_is_background boolean, p_stage text,
  p_version integer, p_correlation uuid, p_result jsonb, p_key text, p_hash text
) returns command_inbox
language sql as $$
  insert into command_inbox
    (session_id, account_id, command_type, payload, status, is_background, stage, version,
     correlation_id, result, idempotency_key, request_hash, finished_at)
  values
    (s.session_id, s.account_id, p_type, p_payload,
     case when p_is_background then 'RECEIVED' else 'COMPLETED' end, p_is_background, p_stage,
     p_version, p_correlation, p_result, p_key, p_hash,
     case when p_is_background then null else now() end)
  on conflict (session_id, command_type) where status in ('RECEIVED', 'PROCESSING') do nothing
  returning *
$$;
grant execute on function genesis.insert_command(genesis_sessions, text, jsonb, boolean, text, integer, uuid, jsonb, text, text)
  to genesis_app;

-- The outcome for a proposal, candidate or lock that this session does not have.
create or replace function genesis.invalid(p_path text, p_message text) returns jsonb
language sql immutable as $$
  select jsonb_build_object('outcome', 'VALIDATION_FAILED', 'issues',
    jsonb_build_array(jsonb_build_object('path', p_path, 'message', p_message)))
$$;
grant execute on function genesis.invalid(text, text) to genesis_app;

-- The id of the wait that follows the present one, minted in the caller's transaction. A live
-- handle of a wait that is over can never be resumed any more: it expires. Returns the id.
create or replace function genesis.next_wait(s genesis_sessions) returns uuid
language plpgsql as $$
declare
  v_next uuid := uuidv7();
begin
  update flow_resume_handles set status = 'EXPIRED', updated_at = now()
    where correlation_id = s.correlation_id and resume_payload is not null
      and status in ('WAITING', 'PENDING_PAUSE', 'PAUSED');
  update genesis_sessions set correlation_id = v_next, answered_by = null
    where session_id = s.session_id;
  return v_next;
end
$$;
grant execute on function genesis.next_wait(genesis_sessions) to genesis_app, genesis_service;

-- The outcome for a command that the session's stage or state does not allow.
create or replace function genesis.not_allowed(s genesis_sessions) returns jsonb
language sql stable as $$
  select jsonb_build_object('outcome', 'COMMAND_NOT_ALLOWED',
    'available_commands', genesis.available_commands(s))
$$;
grant execute on function genesis.not_allowed(genesis_sessions) to genesis_app;

-- A proposal as the wire has it.
create or replace function genesis.proposal_json(p genesis_proposals) returns jsonb
language sql stable as $$
  select jsonb_build_object('proposal_id', p.proposal_id, 'stage', p.stage, 'round', p.round,
    'candidates', p.candidates, 'origin', p.origin, 'created_at', genesis.iso(p.created_at))
$$;
grant execute on function genesis.proposal_json(genesis_proposals) to genesis_app, genesis_service;

-- The commands that only start a generation: inspiration, idea, revision, regeneration.
create or replace function genesis.request_generation(
  s genesis_sessions, c genesis.command_table, p_stage genesis_stages, p_payload jsonb, p_key text, p_hash text
) returns jsonb
language plpgsql as $$
declare
  v_version integer := s.version + 1;
  v_command uuid;
  v_brief jsonb := s.brief;
  v_locked jsonb := '[]';
  v_candidates jsonb;
  v_candidate jsonb;
  v_issues jsonb;
  v_event jsonb;
begin
  if p_payload ? 'proposal_id' then
    select candidates into v_candidates from genesis_proposals
      where session_id = s.session_id and proposal_id = (p_payload ->> 'proposal_id')::uuid;
    if not found then
      return genesis.invalid('/payload/proposal_id', 'this session has no such proposal');
    end if;
  end if;
  if p_payload ? 'candidate_id' then
    v_candidate := genesis.candidate_of(v_candidates, (p_payload ->> 'candidate_id')::uuid);
    if v_candidate is null then
      return genesis.invalid('/payload/candidate_id', 'this proposal has no such candidate');
    end if;
    -- Without `locked` the command uses what the writer has locked on that candidate.
    v_locked := coalesce(p_payload -> 'locked',
      case when p_stage.working_candidate_id = (p_payload ->> 'candidate_id')::uuid
        then p_stage.working_locked end, '[]');
    v_issues := genesis.missing_locks(v_locked, v_candidate -> 'content');
    if v_issues <> '[]' then
      return jsonb_build_object('outcome', 'VALIDATION_FAILED', 'issues', v_issues);
    end if;
  end if;

  if c.command_type = 'REQUEST_INSPIRATION' then
    v_brief := v_brief || jsonb_strip_nulls(jsonb_build_object(
      'door', 'inspiration', 'genre', p_payload -> 'genre', 'hints', p_payload -> 'hints'));
  elsif c.command_type = 'SUBMIT_IDEA' then
    v_brief := v_brief || jsonb_build_object('door', 'idea', 'idea', p_payload -> 'idea');
  end if;

  v_event := jsonb_build_object('stage', s.current_stage, 'command_type', c.command_type,
    'payload', p_payload)
    || case when c.only_first then jsonb_build_object('brief', genesis.brief_json(v_brief))
       else jsonb_build_object('locked', v_locked) end;
  -- One statement for the four rows. ON CONFLICT names the partial unique index: no row comes back
  -- where the same command is already pending, even without the check before it.
  with command as (
    insert into command_inbox
      (session_id, account_id, command_type, payload, status, is_background, stage, version,
       correlation_id, idempotency_key, request_hash)
    values (s.session_id, s.account_id, c.command_type, p_payload, 'RECEIVED', true, s.current_stage,
      v_version, s.correlation_id, p_key, p_hash)
    on conflict (session_id, command_type) where status in ('RECEIVED', 'PROCESSING') do nothing
    returning command_id
  ), task as (
    insert into async_tasks (command_id, session_id, account_id, stage)
    select command_id, s.session_id, s.account_id, s.current_stage from command
  ), event as (
    insert into domain_events
      (session_id, account_id, version, event_type, payload, command_id, correlation_id)
    select s.session_id, s.account_id, v_version, c.event_type, v_event, command_id, s.correlation_id
    from command
    returning event_id
  ), outbox as (
    insert into event_outbox (event_id, session_id, account_id)
    select event_id, s.session_id, s.account_id from event
  )
  select command_id into v_command from command;
  if v_command is null then
    return genesis.duplicate_command(s.session_id, c.command_type);
  end if;
  update genesis_sessions
    set version = v_version, brief = v_brief, answered_by = v_command, last_error = null,
        updated_at = now()
    where session_id = s.session_id;
  return jsonb_build_object('outcome', 'ACCEPTED', 'answer', jsonb_build_object(
    'command_id', v_command, 'command_type', c.command_type, 'status', 'RECEIVED',
    'version', v_version, 'correlation_id', s.correlation_id));
end
$$;
grant execute on function genesis.request_generation(genesis_sessions, genesis.command_table, genesis_stages, jsonb, text, text)
  to genesis_app;

-- SAVE_CANDIDATE: the writer's own text as a new round of kind `user`, which becomes `working`.
create or replace function genesis.save_candidate(
  s genesis_sessions, p_payload jsonb, p_key text, p_hash text
) returns jsonb
language plpgsql as $$
declare
  v_version integer := s.version + 1;
  v_stage_name text := p_payload ->> 'stage';
  v_found jsonb;
  v_locked jsonb := '[]';
  v_stage genesis_stages;
  v_proposal jsonb;
  v_command command_inbox;
begin
  select * into strict v_stage from genesis_stages
    where session_id = s.session_id and stage = v_stage_name;
  if p_payload ? 'proposal_id' then
    v_found := genesis.candidate_by_id(s.session_id, p_payload);
    if v_found ? 'invalid' then
      return v_found -> 'invalid';
    end if;
    if v_found ->> 'stage' <> v_stage_name then
      return genesis.invalid('/payload/stage', 'that proposal is of another stage');
    end if;
    -- Locks stay where what they hold is still there.
    if v_stage.working_candidate_id = (p_payload ->> 'candidate_id')::uuid then
      select coalesce(jsonb_agg(pointer), '[]') into v_locked
      from jsonb_array_elements_text(v_stage.working_locked) pointer
      where p_payload -> 'content' #> genesis.pointer_path(pointer) is not null;
    end if;
  end if;
  v_command := genesis.insert_command(s, 'SAVE_CANDIDATE', p_payload - 'content', false, v_stage_name,
    v_version, null, '{}', p_key, p_hash);
  v_proposal := genesis.add_proposal(s, v_stage_name, jsonb_build_array(p_payload -> 'content'),
    v_found -> 'candidate', (p_payload ->> 'proposal_id')::uuid, '{"kind": "user"}', v_command.command_id);
  update genesis_stages
    set working_proposal_id = (v_proposal ->> 'proposal_id')::uuid,
        working_candidate_id = (v_proposal -> 'candidates' -> 0 ->> 'candidate_id')::uuid,
        working_locked = v_locked, working_version = v_version
    where session_id = s.session_id and stage = v_stage_name
    returning * into v_stage;
  update command_inbox
    set result = jsonb_build_object('proposal_id', v_proposal -> 'proposal_id',
      'candidate_id', v_proposal -> 'candidates' -> 0 -> 'candidate_id')
    where command_id = v_command.command_id
    returning * into v_command;
  perform genesis.append_event(s.session_id, s.account_id, v_version, 'genesis.candidate.saved',
    jsonb_build_object('stage', v_stage_name, 'proposal', v_proposal,
      'working', genesis.working_json(v_stage)),
    v_command.command_id, null);
  update genesis_sessions set version = v_version, updated_at = now() where session_id = s.session_id;
  return jsonb_build_object('outcome', 'ACCEPTED', 'answer', genesis.command_answer(v_command));
end
$$;
grant execute on function genesis.save_candidate(genesis_sessions, jsonb, text, text) to genesis_app;

-- SELECT_CANDIDATE: what the writer works on, with its locks. Never `accepted`.
create or replace function genesis.select_candidate(
  s genesis_sessions, p_payload jsonb, p_key text, p_hash text
) returns jsonb
language plpgsql as $$
declare
  v_version integer := s.version + 1;
  v_found jsonb := genesis.candidate_by_id(s.session_id, p_payload);
  v_locked jsonb;
  v_issues jsonb;
  v_stage genesis_stages;
  v_command command_inbox;
begin
  if v_found ? 'invalid' then
    return v_found -> 'invalid';
  end if;
  select * into strict v_stage from genesis_stages
    where session_id = s.session_id and stage = v_found ->> 'stage';
  -- Choosing again what is chosen keeps its locks; another candidate starts without any.
  v_locked := coalesce(p_payload -> 'locked',
    case when v_stage.working_candidate_id = (p_payload ->> 'candidate_id')::uuid
      then v_stage.working_locked end, '[]');
  v_issues := genesis.missing_locks(v_locked, v_found -> 'candidate' -> 'content');
  if v_issues <> '[]' then
    return jsonb_build_object('outcome', 'VALIDATION_FAILED', 'issues', v_issues);
  end if;
  v_command := genesis.insert_command(s, 'SELECT_CANDIDATE', p_payload, false, v_stage.stage, v_version,
    null, '{}', p_key, p_hash);
  update genesis_stages
    set working_proposal_id = (p_payload ->> 'proposal_id')::uuid,
        working_candidate_id = (p_payload ->> 'candidate_id')::uuid,
        working_locked = v_locked, working_version = v_version
    where session_id = s.session_id and stage = v_stage.stage
    returning * into v_stage;
  perform genesis.append_event(s.session_id, s.account_id, v_version, 'genesis.candidate.selected',
    jsonb_build_object('stage', v_stage.stage, 'working', genesis.working_json(v_stage)),
    v_command.command_id, null);
  update genesis_sessions set version = v_version, updated_at = now() where session_id = s.session_id;
  return jsonb_build_object('outcome', 'ACCEPTED', 'answer', genesis.command_answer(v_command));
end
$$;
grant execute on function genesis.select_candidate(genesis_sessions, jsonb, text, text) to genesis_app;

-- A stage's place in the order of the five, from 1.
create or replace function genesis.stage_position(p_stage text) returns integer
language sql immutable as $$
  select array_position(
    array['CONCEPT_SELECTION', 'STORY_CONCEPTION', 'WORLDVIEW', 'CHARACTERS', 'PLOT_OUTLINE'], p_stage)
$$;
grant execute on function genesis.stage_position(text) to genesis_app, genesis_service;

-- What the writer has chosen and locked in a stage, or null.
create or replace function genesis.working_json(st genesis_stages) returns jsonb
language sql stable as $$
  select case when st.working_candidate_id is not null then jsonb_build_object(
    'proposal_id', st.working_proposal_id, 'candidate_id', st.working_candidate_id,
    'locked', st.working_locked) end
$$;
grant execute on function genesis.working_json(genesis_stages) to genesis_app, genesis_service;

-- The candidate with that id among a proposal's candidates, or null.
create or replace function genesis.candidate_of(p_candidates jsonb, p_candidate uuid) returns jsonb
language sql immutable as $$
  select value from jsonb_array_elements(p_candidates) where value ->> 'candidate_id' = p_candidate::text
$$;
grant execute on function genesis.candidate_of(jsonb, uuid) to genesis_app, genesis_service;

-- Every leaf of p_new beside the leaf of p_old that it comes from: items of an array belong
-- together by their `id` where they have one, else by position. `same`: the JSON value is equal.
-- A whole branch that is equal comes back as one row.
create or replace function genesis.diff_leaves(
  p_old jsonb, p_new jsonb, p_old_pointer text default '', p_new_pointer text default ''
) returns table (new_pointer text, old_pointer text, same boolean)
language plpgsql immutable as $$
declare
  v_key text;
  v_value jsonb;
  v_index integer;
  v_old_index integer;
begin
  if p_old is not null and p_old = p_new then
    return query select p_new_pointer, p_old_pointer, true;
  elsif jsonb_typeof(p_new) = 'object' and p_new <> '{}' then
    for v_key, v_value in select * from jsonb_each(p_new) loop
      return query select * from genesis.diff_leaves(
        case when jsonb_typeof(p_old) = 'object' then p_old -> v_key end, v_value,
        p_old_pointer || '/' || replace(replace(v_key, '~', '~0'), '/', '~1'),
        p_new_pointer || '/' || replace(replace(v_key, '~', '~0'), '/', '~1'));
    end loop;
  elsif jsonb_typeof(p_new) = 'array' and p_new <> '[]' then
    for v_value, v_index in select value, ordinality - 1 from jsonb_array_elements(p_new) with ordinality loop
      v_old_index := null;
      if jsonb_typeof(p_old) = 'array' then
        if jsonb_typeof(v_value) = 'object' and v_value ? 'id' then
          select ordinality - 1 into v_old_index
          from jsonb_array_elements(p_old) with ordinality
          where value ->> 'id' = v_value ->> 'id' limit 1;
        elsif v_index < jsonb_array_length(p_old) then
          v_old_index := v_index;
        end if;
      end if;
      return query select * from genesis.diff_leaves(
        case when v_old_index is not null then p_old -> v_old_index end, v_value,
        p_old_pointer || '/' || coalesce(v_old_index::text, '-'), p_new_pointer || '/' || v_index);
    end loop;
  else
    return query select p_new_pointer, p_old_pointer, false;
  end if;
end
$$;
grant execute on function genesis.diff_leaves(jsonb, jsonb, text, text) to genesis_app, genesis_service;

-- A candidate of a new round: its id, what changed against its parent, and where each field is
-- from. Fields that did not change keep the origin they had; the rest is `p_kind`, of this round.
-- p_parent is the parent candidate, or null.
create or replace function genesis.make_candidate(
  p_content jsonb, p_parent jsonb, p_kind text, p_proposal uuid
) returns jsonb
language plpgsql as $$
declare
  v_own jsonb := jsonb_build_object('kind', p_kind, 'proposal_id', p_proposal);
  v_root jsonb;
  v_changed jsonb;
  v_origins jsonb;
begin
  if p_parent is null then
    return jsonb_build_object('candidate_id', uuidv7(), 'content', p_content, 'changed', '[]'::jsonb,
      'field_origins', jsonb_build_object('', v_own));
  end if;
  v_root := coalesce(p_parent -> 'field_origins' -> '', v_own);
  with leaves as materialized (
    select * from genesis.diff_leaves(p_parent -> 'content', p_content)
  ), origins as (
    -- An unchanged branch brings along every entry that the parent had below it.
    select leaf.new_pointer as pointer,
      case when leaf.same then genesis.origin_of(p_parent -> 'field_origins', leaf.old_pointer)
           else v_own end as origin
    from leaves leaf
    union all
    select leaf.new_pointer || substr(entry.key, length(leaf.old_pointer) + 1), entry.value
    from leaves leaf
    join lateral jsonb_each(p_parent -> 'field_origins') entry
      on leaf.same and starts_with(entry.key, leaf.old_pointer || '/')
  )
  select
    coalesce((select jsonb_agg(new_pointer order by new_pointer) from leaves where not same), '[]'),
    jsonb_build_object('', v_root)
      || coalesce((select jsonb_object_agg(pointer, origin) from origins
                   where pointer <> '' and origin is distinct from v_root
                      or exists (select from origins o where o.pointer <> '' and starts_with(origins.pointer, o.pointer || '/')
                                 and o.origin is distinct from v_root)), '{}')
    into v_changed, v_origins;
  return jsonb_build_object('candidate_id', uuidv7(), 'content', p_content, 'changed', v_changed,
    'field_origins', v_origins);
end
$$;
grant execute on function genesis.make_candidate(jsonb, jsonb, text, uuid) to genesis_app, genesis_service;

-- The pointers of p_locked that point to nothing in p_content, as contract issues; '[]' where all do.
create or replace function genesis.missing_locks(p_locked jsonb, p_content jsonb) returns jsonb
language sql immutable as $$
  select coalesce(jsonb_agg(jsonb_build_object(
      'path', '/payload/locked/' || (n - 1),
      'message', 'points to nothing in this candidate')), '[]')
  from jsonb_array_elements_text(p_locked) with ordinality as t (pointer, n)
  where p_content #> genesis.pointer_path(pointer) is null
$$;
grant execute on function genesis.missing_locks(jsonb, jsonb) to genesis_app, genesis_service;

-- Where the field at a pointer is from: the entry of the longest prefix of the pointer.
create or replace function genesis.origin_of(p_origins jsonb, p_pointer text) returns jsonb
language sql immutable as $$
  select value from jsonb_each(p_origins)
  where p_pointer = key or key = '' or starts_with(p_pointer, key || '/')
  order by length(key) desc limit 1
$$;
grant execute on function genesis.origin_of(jsonb, text) to genesis_app, genesis_service;

-- An RFC 6901 pointer as the text[] path that `#>` takes.
create or replace function genesis.pointer_path(p_pointer text) returns text[]
language sql immutable as $$
  select coalesce(array_agg(replace(replace(token, '~1', '/'), '~0', '~') order by n), '{}')
  from unnest(string_to_array(substr(p_pointer, 2), '/')) with ordinality as t (token, n)
  where p_pointer <> ''
$$;
grant execute on function genesis.pointer_path(text) to genesis_app, genesis_service;

-- One domain event and its outbox row. The caller holds the session's row lock and gives the next
-- version, so that commit order is version order is outbox order.
create or replace function genesis.append_event(
  p_session uuid, p_account uuid, p_version integer, p_event_type text, p_payload jsonb,
  p_command uuid, p_correlation uuid
) returns void
language sql as $$
  with event as (
    insert into domain_events
      (session_id, account_id, version, event_type, payload, command_id, correlation_id)
    values (p_session, p_account, p_version, p_event_type, p_payload, p_command, p_correlation)
    returning event_id
  )
  insert into event_outbox (event_id, session_id, account_id)
  select event_id, p_session, p_account from event
$$;
grant execute on function genesis.append_event(uuid, uuid, integer, text, jsonb, uuid, uuid)
  to genesis_app, genesis_service;

-- A domain event as the log lists it and the stream sends it.
create or replace function genesis.event_json(e domain_events) returns jsonb
language sql stable as $$
  select jsonb_build_object(
    'event_id', e.event_id, 'event_type', e.event_type, 'version', e.version,
    'occurred_at', genesis.iso(e.occurred_at), 'command_id', e.command_id,
    'correlation_id', e.correlation_id, 'payload', e.payload)
$$;
grant execute on function genesis.event_json(domain_events) to genesis_app, genesis_service;

-- For the stream hub: what is new for every session that has readers, in one query.
-- p_positions: {session_id: version}; answers {session_id: [event, …]}, at most p_limit a session.
create or replace function genesis.events_since(p_positions jsonb, p_limit integer) returns jsonb
language sql stable as $$
  select coalesce(jsonb_object_agg(session_id, events), '{}')
  from (
    select p.key as session_id, jsonb_agg(genesis.event_json(page.e) order by (page.e).version) as events
    from jsonb_each_text(p_positions) p
    cross join lateral (
      select d as e from domain_events d
      where d.session_id = p.key::uuid and d.version > p.value::integer
      order by d.version limit p_limit
    ) page
    group by p.key
  ) new
$$;
grant execute on function genesis.events_since(jsonb, integer) to genesis_service;

-- The session's log after a version, oldest first: {outcome: FOUND | NOT_FOUND, events, next}.
create or replace function genesis.list_events(
  p_account uuid, p_session uuid, p_after integer, p_limit integer
) returns jsonb
language plpgsql stable as $$
declare
  v_events jsonb;
  v_count integer;
  v_last integer;
begin
  perform set_config('genesis.account_id', p_account::text, true);
  if not exists (select from genesis_sessions where session_id = p_session and account_id = p_account) then
    return '{"outcome": "NOT_FOUND"}';
  end if;
  select coalesce(jsonb_agg(genesis.event_json(page.e) order by (page.e).version), '[]'), count(*), max((page.e).version)
    into v_events, v_count, v_last
  from (
    select d as e from domain_events d
    where d.session_id = p_session and d.account_id = p_account and d.version > p_after
    order by d.version limit p_limit
  ) page;
  return jsonb_build_object('outcome', 'FOUND', 'events', v_events,
    'next', case when v_count = p_limit and exists (
      select from domain_events d where d.session_id = p_session and d.account_id = p_account
        and d.version > v_last) then v_last end);
end
$$;
grant execute on function genesis.list_events(uuid, uuid, integer, integer) to genesis_app;

-- The worker's beat for a command. Its answer is the command's status; anything but PROCESSING, and
-- an older epoch (SUPERSEDED), aborts the model call.
create or replace function genesis.beat_command(p_command uuid, p_run_epoch integer) returns jsonb
language plpgsql as $$
declare
  v_command command_inbox;
begin
  select * into v_command from command_inbox where command_id = p_command;
  if v_command.status = 'PROCESSING' and v_command.run_epoch = p_run_epoch then
    update async_tasks set heartbeat_at = now() where command_id = p_command;
    update genesis_sessions set run_seen_at = now()
      where session_id = v_command.session_id and run_epoch = p_run_epoch;
    return '{"status": "PROCESSING"}';
  end if;
  return jsonb_build_object('status',
    case when v_command.status = 'PROCESSING' then 'SUPERSEDED' else v_command.status end);
end
$$;
grant execute on function genesis.beat_command(uuid, integer) to genesis_service;

-- RECEIVED → PROCESSING, and everything that a generation needs to know. A newer run takes a
-- command over with another attempt; an older one is REFUSED.
create or replace function genesis.begin_command(
  p_command uuid, p_run_epoch integer, p_flow_run uuid
) returns jsonb
language plpgsql as $$
declare
  s genesis_sessions;
  i command_inbox;
  t async_tasks;
  v_lock record;
  v_wanted integer;
begin
  select * into v_lock from genesis.lock_generation(p_command, p_run_epoch);
  s := v_lock.s;
  i := v_lock.i;
  if i.command_id is null or i.status not in ('RECEIVED', 'PROCESSING') or s.run_epoch <> p_run_epoch
    or s.status <> 'ACTIVE' or not i.is_background then
    return jsonb_build_object('outcome', 'REFUSED', 'status', i.status);
  end if;
  v_wanted := case when i.stage = 'CONCEPT_SELECTION' and not i.payload ? 'candidate_id' then 3 else 1 end;
  update command_inbox
    set status = 'PROCESSING', run_epoch = p_run_epoch, started_at = coalesce(started_at, now())
    where command_id = p_command;
  -- What is not finished starts anew, so its text does too.
  delete from generation_partials g using async_tasks a
    where g.command_id = p_command and a.command_id = p_command
      and not exists (select from jsonb_array_elements(a.finished) f
                      where (f ->> 'candidate_index')::integer = g.candidate_index);
  update async_tasks
    set status = 'RUNNING', attempts = attempts + 1, heartbeat_at = now(), flow_run_id = p_flow_run,
        started_at = coalesce(started_at, now()), candidates_total = v_wanted,
        message_code = case when attempts = 0 then 'STARTING' else 'RESTARTED_AFTER_CRASH' end
    where command_id = p_command
    returning * into strict t;
  update genesis_sessions
    set version = version + 1, run_seen_at = now(), flow_run_id = p_flow_run, updated_at = now()
    where session_id = s.session_id returning * into s;
  perform genesis.append_event(s.session_id, s.account_id, s.version, 'genesis.generation.started',
    jsonb_build_object('stage', i.stage, 'command_type', i.command_type, 'attempt', t.attempts,
      'run_epoch', p_run_epoch),
    p_command, null);
  return jsonb_build_object('outcome', 'STARTED', 'attempt', t.attempts,
    'command', jsonb_build_object('command_id', p_command, 'command_type', i.command_type,
      'stage', i.stage, 'payload', i.payload, 'locked', genesis.command_locked(p_command)),
    'context', genesis.generation_context(s, i) || jsonb_build_object('wanted', v_wanted,
      'finished', t.finished));
end
$$;
grant execute on function genesis.begin_command(uuid, integer, uuid) to genesis_service;

-- The locks that a background command started with: they are in its event.
create or replace function genesis.command_locked(p_command uuid) returns jsonb
language sql stable as $$
  select coalesce((
    select e.payload -> 'locked' from command_inbox i
    join domain_events e on e.session_id = i.session_id and e.version = i.version
    where i.command_id = p_command), '[]')
$$;
grant execute on function genesis.command_locked(uuid) to genesis_app, genesis_service;

-- {command_id: status} of the commands a worker runs: asked after a wake, so that Stop takes effect
-- at once.
create or replace function genesis.command_statuses(p_commands uuid[]) returns jsonb
language sql stable as $$
  select coalesce(jsonb_object_agg(command_id, status), '{}') from command_inbox
  where command_id = any (p_commands)
$$;
grant execute on function genesis.command_statuses(uuid[]) to genesis_service;

-- Ends a pending background command as CANCELLED or FAILED: command, task, partial text, what was
-- finished or half-written, and the next wait. The caller holds the session's lock and appends the
-- event with what this returns: the payload of command.cancelled, which command.failed extends.
create or replace function genesis.end_generation(
  s genesis_sessions, p_command uuid, p_status text, p_error jsonb
) returns jsonb
language plpgsql as $$
declare
  v_command command_inbox;
  v_task async_tasks;
  v_stage genesis_stages;
  v_contents jsonb;
  v_kept text;
  v_proposal jsonb;
  v_parent jsonb;
  v_next uuid;
begin
  update command_inbox set status = p_status, error = p_error, finished_at = now()
    where command_id = p_command returning * into strict v_command;
  update async_tasks set status = p_status, error = p_error, finished_at = now()
    where command_id = p_command returning * into strict v_task;
  select jsonb_agg(f -> 'content' order by (f ->> 'candidate_index')::integer) into v_contents
    from jsonb_array_elements(v_task.finished) f;
  select string_agg(text, E'\n\n' order by candidate_index) into v_kept
    from generation_partials g
    where g.command_id = p_command and g.text <> ''
      and (p_status = 'FAILED' or not exists (select from jsonb_array_elements(v_task.finished) f
                      where (f ->> 'candidate_index')::integer = g.candidate_index));
  v_kept := coalesce(p_error ->> 'kept_text', v_kept);
  delete from generation_partials where command_id = p_command;

  -- A stop keeps what was finished as a round; a failure says so and keeps the text.
  if p_status = 'CANCELLED' and v_contents is not null then
    select genesis.candidate_of(p.candidates, (v_command.payload ->> 'candidate_id')::uuid) into v_parent
      from genesis_proposals p
      where p.session_id = s.session_id and p.stage = v_command.stage
        and p.proposal_id = (v_command.payload ->> 'proposal_id')::uuid;
    v_proposal := genesis.add_proposal(s, v_command.stage, v_contents, v_parent,
      case when v_parent is not null then (v_command.payload ->> 'proposal_id')::uuid end,
      coalesce(v_task.origin, '{"kind": "ai"}') || jsonb_build_object('stopped', true,
        'feedback', v_command.payload -> 'feedback', 'locked', genesis.command_locked(p_command)),
      p_command);
    perform genesis.set_working(s, v_command, v_proposal, genesis.command_locked(p_command));
  end if;
  update genesis_stages set kept_text = v_kept
    where session_id = s.session_id and stage = v_command.stage
    returning * into strict v_stage;
  if s.answered_by = p_command then
    v_next := genesis.next_wait(s);
  end if;
  return jsonb_build_object('stage', v_command.stage, 'command_type', v_command.command_type,
    'kept_text', v_kept, 'proposal', v_proposal, 'working', genesis.working_json(v_stage),
    'next_correlation_id', v_next);
end
$$;
grant execute on function genesis.end_generation(genesis_sessions, uuid, text, jsonb)
  to genesis_app, genesis_service;

-- The run that processes a command says that it failed. Fenced as every write of a flow is.
create or replace function genesis.fail_command(
  p_command uuid, p_run_epoch integer, p_code text, p_message text, p_kept_text text
) returns jsonb
language plpgsql as $$
declare
  s genesis_sessions;
  i command_inbox;
  v_lock record;
begin
  select * into v_lock from genesis.lock_generation(p_command, p_run_epoch);
  s := v_lock.s;
  i := v_lock.i;
  if not v_lock.held then
    return jsonb_build_object('outcome', 'REFUSED', 'status', i.status);
  end if;
  return genesis.give_up_command(p_command, p_code, p_message, p_kept_text);
end
$$;
grant execute on function genesis.fail_command(uuid, integer, text, text, text) to genesis_service;

-- What a generation is given: brief, everything accepted so far, the candidate it starts from, and
-- the titles of earlier rounds, so that a new one does not repeat them.
create or replace function genesis.generation_context(s genesis_sessions, i command_inbox) returns jsonb
language sql stable as $$
  select jsonb_build_object(
    'session_id', s.session_id, 'title', s.title, 'language', s.language,
    'brief', genesis.brief_json(s.brief),
    'accepted', coalesce((
      select jsonb_object_agg(st.stage, st.accepted_content) from genesis_stages st
      where st.session_id = s.session_id and st.accepted_content is not null
        and genesis.stage_position(st.stage) < genesis.stage_position(i.stage)), '{}'),
    'parent', (
      select jsonb_build_object('proposal_id', p.proposal_id, 'candidate_id', i.payload -> 'candidate_id',
        'content', genesis.candidate_of(p.candidates, (i.payload ->> 'candidate_id')::uuid) -> 'content')
      from genesis_proposals p
      where i.payload ? 'candidate_id' and p.session_id = s.session_id and p.stage = i.stage
        and p.proposal_id = (i.payload ->> 'proposal_id')::uuid),
    'round_titles', coalesce((
      select jsonb_agg(c -> 'content' ->> 'title' order by p.round)
      from genesis_proposals p, jsonb_array_elements(p.candidates) c
      where p.session_id = s.session_id and p.stage = i.stage), '[]'))
$$;
grant execute on function genesis.generation_context(genesis_sessions, command_inbox) to genesis_service;

-- Ends a background command as FAILED, whoever has it: the word for the writer, what the model said,
-- the payload so that the writer's words return to their box. {outcome: FAILED | REFUSED, status}.
create or replace function genesis.give_up_command(
  p_command uuid, p_code text, p_message text, p_kept_text text
) returns jsonb
language plpgsql as $$
declare
  s genesis_sessions;
  i command_inbox;
  v_ended jsonb;
begin
  select x.* into s from genesis_sessions x
    where x.session_id = (select c.session_id from command_inbox c where c.command_id = p_command)
    for no key update;
  select * into i from command_inbox where command_id = p_command;
  if i.command_id is null or i.status not in ('RECEIVED', 'PROCESSING') then
    return jsonb_build_object('outcome', 'REFUSED', 'status', i.status);
  end if;
  v_ended := genesis.end_generation(s, p_command, 'FAILED',
    jsonb_build_object('code', p_code, 'message', p_message, 'kept_text', p_kept_text));
  update genesis_sessions
    set version = version + 1, updated_at = now(),
        last_error = jsonb_build_object('command_id', p_command, 'command_type', i.command_type,
          'payload', i.payload, 'stage', i.stage, 'code', p_code, 'message', p_message,
          'kept_text', v_ended -> 'kept_text', 'at', genesis.iso(now()))
    where session_id = s.session_id returning * into s;
  perform genesis.append_event(s.session_id, s.account_id, s.version, 'genesis.command.failed',
    (v_ended - 'proposal' - 'working') || jsonb_build_object('payload', i.payload, 'code', p_code,
      'message', p_message),
    p_command, null);
  return '{"outcome": "FAILED"}';
end
$$;
grant execute on function genesis.give_up_command(uuid, text, text, text) to genesis_service;

-- For the stream hub: the generations that are running in these sessions, with their text so far.
create or replace function genesis.live_progress(p_sessions uuid[]) returns jsonb
language sql stable as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'session_id', t.session_id, 'command_id', t.command_id, 'stage', t.stage, 'attempt', t.attempts,
    'progress', t.progress, 'message_code', t.message_code, 'candidates_done', t.candidates_done,
    'candidates_total', t.candidates_total,
    'partial', coalesce((
      select jsonb_agg(jsonb_build_object('candidate_index', g.candidate_index, 'text', g.text)
        order by g.candidate_index)
      from generation_partials g where g.command_id = t.command_id), '[]'))), '[]')
  from async_tasks t
  where t.session_id = any (p_sessions) and t.status in ('PENDING', 'RUNNING')
$$;
grant execute on function genesis.live_progress(uuid[]) to genesis_service;

-- Locks the session of a command, then says whether a run of that epoch may write for it.
-- `held` is false where the command has ended, is not
-- being processed, or belongs to a newer run.
create or replace function genesis.lock_generation(
  p_command uuid, p_run_epoch integer, out s genesis_sessions, out i command_inbox, out held boolean
)
language plpgsql as $$
begin
  select x.* into s from genesis_sessions x
    where x.session_id = (select c.session_id from command_inbox c where c.command_id = p_command)
    for no key update;
  select c.* into i from command_inbox c where c.command_id = p_command;
  held := coalesce(i.status = 'PROCESSING' and i.run_epoch = p_run_epoch and s.run_epoch = p_run_epoch, false);
end
$$;
grant execute on function genesis.lock_generation(uuid, integer) to genesis_service;

-- A fresh wait for a run that woke and found nothing to do: Prefect refuses to pause twice with one
-- key. The present wait's id, whatever it is by now, comes back: {correlation_id}.
create or replace function genesis.new_wait(
  p_session uuid, p_run_epoch integer, p_correlation uuid
) returns jsonb
language plpgsql as $$
declare
  s genesis_sessions;
begin
  select * into s from genesis_sessions where session_id = p_session for no key update;
  if s.correlation_id = p_correlation and s.run_epoch = p_run_epoch and s.answered_by is null then
    update flow_resume_handles set status = 'EXPIRED', updated_at = now()
      where correlation_id = p_correlation and status in ('WAITING', 'PENDING_PAUSE', 'PAUSED');
    return jsonb_build_object('correlation_id', genesis.next_wait(s));
  end if;
  return jsonb_build_object('correlation_id', s.correlation_id);
end
$$;
grant execute on function genesis.new_wait(uuid, integer, uuid) to genesis_service;

-- Ends a generation with its proposal: COMPLETED, a new round, the next wait.
-- p_contents: one content a candidate; p_origin: {kind, model, prompt_version, input_tokens,
-- output_tokens, cost_usd}; p_locked: the locks, with their pointers as they are in the new content.
-- {outcome: RECORDED, proposal_id, correlation_id} or {outcome: REFUSED, status}.
create or replace function genesis.record_proposal(
  p_command uuid, p_run_epoch integer, p_contents jsonb, p_origin jsonb, p_locked jsonb
) returns jsonb
language plpgsql as $$
declare
  s genesis_sessions;
  i command_inbox;
  v_lock record;
  v_parent jsonb;
  v_proposal jsonb;
  v_stage genesis_stages;
  v_next uuid;
begin
  select * into v_lock from genesis.lock_generation(p_command, p_run_epoch);
  s := v_lock.s;
  i := v_lock.i;
  if not v_lock.held then
    return jsonb_build_object('outcome', 'REFUSED', 'status', i.status);
  end if;
  select genesis.candidate_of(p.candidates, (i.payload ->> 'candidate_id')::uuid) into v_parent
    from genesis_proposals p
    where p.session_id = s.session_id and p.stage = i.stage
      and p.proposal_id = (i.payload ->> 'proposal_id')::uuid;
  v_proposal := genesis.add_proposal(s, i.stage, p_contents, v_parent,
    case when v_parent is not null then (i.payload ->> 'proposal_id')::uuid end,
    p_origin || jsonb_build_object('feedback', i.payload -> 'feedback', 'locked', p_locked), p_command);
  perform genesis.set_working(s, i, v_proposal, p_locked);
  update genesis_stages set kept_text = null
    where session_id = s.session_id and stage = i.stage returning * into strict v_stage;
  update command_inbox
    set status = 'COMPLETED', finished_at = now(),
        result = jsonb_build_object('proposal_id', v_proposal -> 'proposal_id')
    where command_id = p_command;
  update async_tasks
    set status = 'COMPLETED', progress = 100, finished_at = now(), message_code = null,
        candidates_done = jsonb_array_length(p_contents), finished = '[]'
    where command_id = p_command;
  delete from generation_partials where command_id = p_command;
  if s.answered_by = p_command then
    v_next := genesis.next_wait(s);
  end if;
  update genesis_sessions
    set version = version + 1, updated_at = now(), run_seen_at = now(),
        input_tokens = input_tokens + coalesce((p_origin ->> 'input_tokens')::bigint, 0),
        output_tokens = output_tokens + coalesce((p_origin ->> 'output_tokens')::bigint, 0),
        cost_usd = cost_usd + (p_origin ->> 'cost_usd')::numeric
    where session_id = s.session_id returning * into s;
  perform genesis.append_event(s.session_id, s.account_id, s.version, 'genesis.proposal.ready',
    jsonb_build_object('stage', i.stage, 'proposal', v_proposal,
      'working', genesis.working_json(v_stage), 'next_correlation_id', v_next),
    p_command, null);
  return jsonb_build_object('outcome', 'RECORDED', 'proposal_id', v_proposal -> 'proposal_id',
    'correlation_id', s.correlation_id);
end
$$;
grant execute on function genesis.record_proposal(uuid, integer, jsonb, jsonb, jsonb) to genesis_service;

-- Progress of a running command: never backwards. {outcome: REPORTED | REFUSED}.
create or replace function genesis.report_progress(
  p_command uuid, p_run_epoch integer, p_progress integer, p_message_code text, p_done integer, p_total integer
) returns jsonb
language plpgsql as $$
begin
  update async_tasks t
    set progress = greatest(t.progress, p_progress), message_code = p_message_code,
        candidates_done = greatest(t.candidates_done, p_done), candidates_total = p_total, heartbeat_at = now()
    from command_inbox i
    where t.command_id = p_command and i.command_id = p_command
      and i.status = 'PROCESSING' and i.run_epoch = p_run_epoch;
  return jsonb_build_object('outcome', case when found then 'REPORTED' else 'REFUSED' end);
end
$$;
grant execute on function genesis.report_progress(uuid, integer, integer, text, integer, integer) to genesis_service;

-- Keeps one whole, checked candidate of a running command, so that a stop or a crash keeps it.
-- {outcome: SAVED | REFUSED}.
create or replace function genesis.save_finished(
  p_command uuid, p_run_epoch integer, p_candidate_index integer, p_content jsonb, p_origin jsonb
) returns jsonb
language plpgsql as $$
begin
  update async_tasks t
    set origin = p_origin,
        finished = coalesce((
          select jsonb_agg(f order by (f ->> 'candidate_index')::integer)
          from jsonb_array_elements(t.finished || jsonb_build_array(jsonb_build_object(
            'candidate_index', p_candidate_index, 'content', p_content))) with ordinality as e (f, n)
          where (f ->> 'candidate_index')::integer <> p_candidate_index
            or n = jsonb_array_length(t.finished) + 1), '[]')
    from command_inbox i
    where t.command_id = p_command and i.command_id = p_command
      and i.status = 'PROCESSING' and i.run_epoch = p_run_epoch;
  return jsonb_build_object('outcome', case when found then 'SAVED' else 'REFUSED' end);
end
$$;
grant execute on function genesis.save_finished(uuid, integer, integer, jsonb, jsonb) to genesis_service;

-- Where the session stands, for the run that owns it:
--   {step: END}                      finished, abandoned, all confirmed, or owned by a newer run
--   {step: WAIT, correlation_id}     the present wait; where it is answered already, the wait
--                                    returns at once
--   {step: GENERATE, command_id}     a command whose answer was taken, and whose run crashed
create or replace function genesis.session_step(
  p_session uuid, p_run_epoch integer, p_flow_run uuid
) returns jsonb
language plpgsql as $$
declare
  s genesis_sessions;
  v_pending command_inbox;
begin
  update genesis_sessions set run_seen_at = now(), flow_run_id = coalesce(flow_run_id, p_flow_run)
    where session_id = p_session and run_epoch = p_run_epoch and status = 'ACTIVE'
    returning * into s;
  if not found then
    return '{"step": "END"}';
  end if;
  select * into v_pending from command_inbox
    where session_id = p_session and status in ('RECEIVED', 'PROCESSING')
    order by received_at limit 1;
  if v_pending.status = 'PROCESSING' then
    return jsonb_build_object('step', 'GENERATE', 'command_id', v_pending.command_id);
  end if;
  if v_pending.command_id is null and not exists (
    select from genesis_stages where session_id = p_session and status <> 'CONFIRMED') then
    return '{"step": "END"}';
  end if;
  return jsonb_build_object('step', 'WAIT', 'correlation_id', s.correlation_id);
end
$$;
grant execute on function genesis.session_step(uuid, integer, uuid) to genesis_service;

-- After a new round: one candidate becomes `working` with its locks, of several none is; a choice
-- that the writer made during the generation wins.
create or replace function genesis.set_working(
  s genesis_sessions, p_command command_inbox, p_proposal jsonb, p_locked jsonb
) returns void
language sql as $$
  update genesis_stages set
    working_proposal_id = case when one.is_one then (p_proposal ->> 'proposal_id')::uuid end,
    working_candidate_id = case when one.is_one then (p_proposal -> 'candidates' -> 0 ->> 'candidate_id')::uuid end,
    working_locked = case when one.is_one then p_locked else '[]' end
  from (select jsonb_array_length(p_proposal -> 'candidates') = 1 as is_one) one
  where session_id = s.session_id and stage = p_command.stage
    and working_version <= p_command.version
$$;
grant execute on function genesis.set_working(genesis_sessions, command_inbox, jsonb, jsonb)
  to genesis_app, genesis_service;

-- A candidate's readable text so far. {outcome: WRITTEN | REFUSED}.
create or replace function genesis.write_partial(
  p_command uuid, p_run_epoch integer, p_attempt integer, p_candidate_index integer, p_text text
) returns jsonb
language plpgsql as $$
begin
  insert into generation_partials (command_id, candidate_index, session_id, account_id, attempt, text)
  select p_command, p_candidate_index, i.session_id, i.account_id, p_attempt, p_text
  from command_inbox i
  where i.command_id = p_command and i.status = 'PROCESSING' and i.run_epoch = p_run_epoch
  on conflict (command_id, candidate_index) do update
    set attempt = excluded.attempt, text = excluded.text, updated_at = now();
  return jsonb_build_object('outcome', case when found then 'WRITTEN' else 'REFUSED' end);
end
$$;
grant execute on function genesis.write_partial(uuid, integer, integer, integer, text) to genesis_service;

-- Runs of a session that may still be paused though their wait is over: [flow_run_id…], never the owner.
create or replace function genesis.abandoned_runs(p_session uuid) returns jsonb
language sql stable as $$
  select coalesce(jsonb_agg(distinct h.flow_run_id), '[]')
  from flow_resume_handles h join genesis_sessions s using (session_id)
  where h.session_id = p_session and h.status = 'EXPIRED' and h.paused_at is not null
    and h.flow_run_id is distinct from s.flow_run_id
$$;
grant execute on function genesis.abandoned_runs(uuid) to genesis_service;

-- The right to start a new run of a session, by compare-and-set on its epoch and its present wait:
--   {outcome: CLAIMED, run_epoch, former_flow_run_id}   start it with the idempotency key session:epoch
--   {outcome: LOST}   somebody else was faster, or is starting one right now (15 s)
--   {outcome: IDLE}   nothing is pending: no run is needed
--   {outcome: OUTDATED}   the session waits for something else by now
-- Handles of earlier runs expire; an answer stored with one is left for the new run to find. Whoever
-- claims has 15 s to start it; run_seen_at is that lease.
create or replace function genesis.claim_run(
  p_session uuid, p_expected_epoch integer, p_correlation uuid
) returns jsonb
language plpgsql as $$
declare
  s genesis_sessions;
  h flow_resume_handles;
begin
  select * into s from genesis_sessions where session_id = p_session for no key update;
  if not found or s.run_epoch <> p_expected_epoch
    or (s.flow_run_id is null and s.run_seen_at > now() - interval '15 seconds') then
    return '{"outcome": "LOST"}';
  end if;
  -- The run that looked lost has answered that wait meanwhile, and may be paused on the next one.
  if s.correlation_id <> p_correlation then
    return '{"outcome": "OUTDATED"}';
  end if;
  h := genesis.live_handle(s.correlation_id);
  update flow_resume_handles set status = 'EXPIRED', updated_at = now()
    where session_id = p_session and status in ('PENDING_PAUSE', 'PAUSED');
  if s.status <> 'ACTIVE' or not exists (select from command_inbox
    where session_id = p_session and is_background and status in ('RECEIVED', 'PROCESSING')) then
    update genesis_sessions set flow_run_id = null, run_seen_at = null where session_id = p_session;
    return '{"outcome": "IDLE"}';
  end if;
  if h.status in ('PENDING_PAUSE', 'PAUSED') and h.resume_payload is not null then
    insert into flow_resume_handles
      (correlation_id, session_id, account_id, status, command_id, resume_payload)
    values (h.correlation_id, p_session, s.account_id, 'WAITING', h.command_id, h.resume_payload);
  end if;
  update genesis_sessions set run_epoch = run_epoch + 1, flow_run_id = null, run_seen_at = now()
    where session_id = p_session;
  return jsonb_build_object('outcome', 'CLAIMED', 'run_epoch', s.run_epoch + 1,
    'former_flow_run_id', s.flow_run_id);
end
$$;
grant execute on function genesis.claim_run(uuid, integer, uuid) to genesis_service;

-- Stores the answer to a wait, once. What the caller is to do is the outcome:
--   {outcome: RESUME, handle_id, correlation_id, flow_run_id, run_epoch}   it won the lease: resume that run
--   {outcome: STORED}      the run is about to pause; who sets PAUSED sees the answer
--   {outcome: START, run_epoch, flow_run_id, run_seen_at}   nobody waits: left for the next run to find
--   {outcome: DUPLICATE}   this wait has its answer
--   {outcome: ENDED}       the command has ended, or it does not answer the present wait
-- A confirmation that was done at once only moves a paused run on: it never starts one.
create or replace function genesis.deliver_answer(
  p_session uuid, p_correlation uuid, p_command uuid, p_payload jsonb
) returns jsonb
language plpgsql as $$
declare
  s genesis_sessions;
  i command_inbox;
  h flow_resume_handles;
  v_moves_on boolean;
begin
  select * into s from genesis_sessions where session_id = p_session for no key update;
  select * into i from command_inbox where command_id = p_command and session_id = p_session;
  if s.session_id is null or i.command_id is null or i.correlation_id is distinct from p_correlation then
    return '{"outcome": "ENDED"}';
  end if;
  v_moves_on := not i.is_background and s.status = 'ACTIVE';
  if not v_moves_on
    and (i.status not in ('RECEIVED', 'PROCESSING') or s.correlation_id <> p_correlation) then
    return '{"outcome": "ENDED"}';
  end if;

  h := genesis.live_handle(p_correlation);
  if h.resume_payload is not null then
    return '{"outcome": "DUPLICATE"}';
  end if;
  if h.status = 'PAUSED' then
    update flow_resume_handles
      set resume_payload = p_payload, command_id = p_command, updated_at = now(),
          lease_until = now() + interval '15 seconds', attempts = attempts + 1
      where handle_id = h.handle_id;
    return jsonb_build_object('outcome', 'RESUME', 'handle_id', h.handle_id,
      'correlation_id', p_correlation, 'flow_run_id', h.flow_run_id, 'run_epoch', s.run_epoch);
  elsif h.status = 'PENDING_PAUSE' then
    update flow_resume_handles
      set resume_payload = p_payload, command_id = p_command, updated_at = now()
      where handle_id = h.handle_id;
    return '{"outcome": "STORED"}';
  end if;
  if v_moves_on then
    return '{"outcome": "ENDED"}';
  end if;
  if i.status = 'PROCESSING' or exists (select from flow_resume_handles
    where correlation_id = p_correlation and status = 'RESUMED') then
    return '{"outcome": "DUPLICATE"}';
  end if;
  insert into flow_resume_handles
    (correlation_id, session_id, account_id, status, command_id, resume_payload)
  values (p_correlation, p_session, s.account_id, 'WAITING', p_command, p_payload);
  return jsonb_build_object('outcome', 'START', 'run_epoch', s.run_epoch,
    'flow_run_id', s.flow_run_id, 'run_seen_at', genesis.iso(s.run_seen_at));
end
$$;
grant execute on function genesis.deliver_answer(uuid, uuid, uuid, jsonb) to genesis_service;

-- A wait whose run is gone, and that nothing in its session asks for any more.
create or replace function genesis.expire_handle(p_handle uuid) returns void
language sql as $$
  update flow_resume_handles set status = 'EXPIRED', updated_at = now()
  where handle_id = p_handle and status <> 'EXPIRED'
$$;
grant execute on function genesis.expire_handle(uuid) to genesis_service;

-- The newest handle of a wait, to look at: {handle_id, session_id, flow_run_id, status}, or null. It
-- may be outdated when it arrives; what is done with a handle is decided by the functions that lock.
create or replace function genesis.find_handle(p_correlation uuid) returns jsonb
language sql stable as $$
  select jsonb_build_object('handle_id', handle_id, 'session_id', session_id,
    'flow_run_id', flow_run_id, 'status', status)
  from flow_resume_handles where correlation_id = p_correlation
  order by created_at desc limit 1
$$;
grant execute on function genesis.find_handle(uuid) to genesis_service;

-- Prefect has the pause: said by the worker's state hook, or by the reconciler where that was lost.
--   {outcome: PAUSED}   waiting for its answer
--   {outcome: RESUME, handle_id, session_id, flow_run_id}   the answer came first: it is to be resumed
--   {outcome: NONE}     no such wait of that run is live
create or replace function genesis.handle_paused(
  p_correlation uuid, p_flow_run uuid, p_paused_by text
) returns jsonb
language plpgsql as $$
declare
  h flow_resume_handles;
begin
  perform from genesis_sessions
    where session_id = (select session_id from flow_resume_handles
                        where correlation_id = p_correlation limit 1)
    for no key update;
  update flow_resume_handles
    set status = 'PAUSED', paused_by = p_paused_by, paused_at = now(), updated_at = now()
    where correlation_id = p_correlation and flow_run_id = p_flow_run and status = 'PENDING_PAUSE';
  h := genesis.live_handle(p_correlation);
  if h.status is distinct from 'PAUSED' or h.flow_run_id is distinct from p_flow_run then
    return '{"outcome": "NONE"}';
  end if;
  if h.resume_payload is null then
    return '{"outcome": "PAUSED"}';
  end if;
  return jsonb_build_object('outcome', 'RESUME', 'handle_id', h.handle_id,
    'session_id', h.session_id, 'flow_run_id', h.flow_run_id);
end
$$;
grant execute on function genesis.handle_paused(uuid, uuid, text) to genesis_service;

-- Prefect took the answer of that wait: {outcome: RESUMED}, or {outcome: NONE} where the run has
-- said so itself meanwhile, or the wait is over.
create or replace function genesis.handle_resumed(p_correlation uuid) returns jsonb
language plpgsql as $$
begin
  update flow_resume_handles
    set status = 'RESUMED', resumed_at = now(), updated_at = now(), lease_until = null
    where correlation_id = p_correlation and status in ('PENDING_PAUSE', 'PAUSED')
      and resume_payload is not null;
  return jsonb_build_object('outcome', case when found then 'RESUMED' else 'NONE' end);
end
$$;
grant execute on function genesis.handle_resumed(uuid) to genesis_service;

-- The live handle of a wait: WAITING, PENDING_PAUSE or PAUSED; there is at most one. The caller
-- holds the session's lock.
create or replace function genesis.live_handle(p_correlation uuid) returns flow_resume_handles
language sql stable as $$
  select * from flow_resume_handles
  where correlation_id = p_correlation and status in ('WAITING', 'PENDING_PAUSE', 'PAUSED')
$$;
grant execute on function genesis.live_handle(uuid) to genesis_service;

-- Gives a command up that was found stale, unless it has moved meanwhile: its status and last beat
-- have to be those that were seen. As give_up_command, or {outcome: MOVED}.
create or replace function genesis.reap_command(
  p_command uuid, p_status text, p_beat_at timestamptz, p_code text, p_message text
) returns jsonb
language plpgsql as $$
declare
  s genesis_sessions;
  i command_inbox;
  v_heartbeat_at timestamptz;
begin
  select x.* into s from genesis_sessions x
    where x.session_id = (select c.session_id from command_inbox c where c.command_id = p_command)
    for no key update;
  select * into i from command_inbox where command_id = p_command;
  select heartbeat_at into v_heartbeat_at from async_tasks where command_id = p_command;
  if i.status is distinct from p_status
    or greatest(v_heartbeat_at, i.started_at, i.received_at, s.run_seen_at) > p_beat_at then
    return '{"outcome": "MOVED"}';
  end if;
  return genesis.give_up_command(p_command, p_code, p_message, null);
end
$$;
grant execute on function genesis.reap_command(uuid, text, timestamptz, text, text) to genesis_service;

-- The run asks how to wait, before it asks Prefect for the pause:
--   {outcome: PAUSE}               the row is PENDING_PAUSE: pause with the wait's id as the key
--   {outcome: ANSWERED, payload}   the answer is here already: do not pause at all
--   {outcome: REFUSED}             another run owns the session, or this wait is over
-- A run that is started again registers again; the row follows its newest task run.
create or replace function genesis.register_wait(
  p_session uuid, p_run_epoch integer, p_correlation uuid, p_flow_run uuid, p_task_run uuid,
  p_pause_key text
) returns jsonb
language plpgsql as $$
declare
  s genesis_sessions;
  h flow_resume_handles;
begin
  select * into s from genesis_sessions where session_id = p_session for no key update;
  if not found or s.status <> 'ACTIVE' or s.run_epoch <> p_run_epoch
    or s.correlation_id <> p_correlation then
    return '{"outcome": "REFUSED"}';
  end if;
  update genesis_sessions set flow_run_id = p_flow_run, run_seen_at = now() where session_id = p_session;

  h := genesis.live_handle(p_correlation);
  if h.resume_payload is not null then
    update flow_resume_handles
      set status = 'RESUMED', resumed_at = now(), updated_at = now(), lease_until = null,
          flow_run_id = p_flow_run, task_run_id = p_task_run, pause_key = p_pause_key
      where handle_id = h.handle_id;
    return jsonb_build_object('outcome', 'ANSWERED', 'payload', h.resume_payload);
  end if;
  if h.handle_id is null then
    -- A run that crashed between its answer and its work: the answer still stands.
    select * into h from flow_resume_handles
      where correlation_id = p_correlation and status = 'RESUMED' and resume_payload is not null
      order by created_at desc limit 1;
    if found then
      return jsonb_build_object('outcome', 'ANSWERED', 'payload', h.resume_payload);
    end if;
  elsif h.status = 'PENDING_PAUSE' then
    update flow_resume_handles
      set flow_run_id = p_flow_run, task_run_id = p_task_run, pause_key = p_pause_key, updated_at = now()
      where handle_id = h.handle_id;
    return '{"outcome": "PAUSE"}';
  else
    -- PAUSED, and yet the run is here without an answer: somebody resumed it by hand.
    update flow_resume_handles set status = 'EXPIRED', updated_at = now() where handle_id = h.handle_id;
  end if;
  insert into flow_resume_handles
    (correlation_id, session_id, account_id, flow_run_id, task_run_id, pause_key, status)
  values (p_correlation, p_session, s.account_id, p_flow_run, p_task_run, p_pause_key, 'PENDING_PAUSE');
  return '{"outcome": "PAUSE"}';
end
$$;
grant execute on function genesis.register_wait(uuid, integer, uuid, uuid, uuid, text) to genesis_service;

-- The holder of a lease gives it back early, to be tried again after p_after: where it knows that
-- Prefect did not take the call. After a time-out it does not know, and the lease has to run out.
create or replace function genesis.release_lease(p_handle uuid, p_after interval) returns void
language sql as $$
  update flow_resume_handles set lease_until = now() + p_after, updated_at = now()
  where handle_id = p_handle and status = 'PAUSED'
$$;
grant execute on function genesis.release_lease(uuid, interval) to genesis_service;

-- A claim whose run could not be started, and surely was not: the next sweep may claim again at once.
create or replace function genesis.release_run(p_session uuid, p_run_epoch integer) returns void
language sql as $$
  update genesis_sessions set run_seen_at = null
  where session_id = p_session and run_epoch = p_run_epoch and flow_run_id is null
$$;
grant execute on function genesis.release_run(uuid, integer) to genesis_service;

-- Delivers a command's answer once more from its own event: for one whose delivery was lost with the
-- broker. As deliver_answer; ENDED where the command has no such event.
create or replace function genesis.repeat_answer(p_command uuid) returns jsonb
language plpgsql as $$
declare
  e domain_events;
begin
  select d.* into e from command_inbox i
    join domain_events d on d.session_id = i.session_id and d.version = i.version
    where i.command_id = p_command and d.command_id = p_command;
  if not found or e.correlation_id is null then
    return '{"outcome": "ENDED"}';
  end if;
  return genesis.deliver_answer(e.session_id, e.correlation_id, p_command,
    jsonb_build_object('correlation_id', e.correlation_id, 'command_id', p_command,
      'event_type', e.event_type, 'session_id', e.session_id));
end
$$;
grant execute on function genesis.repeat_answer(uuid) to genesis_service;

-- Prefect gave the new run its id: {outcome: SET}, or {outcome: LOST} where a newer run took over.
create or replace function genesis.set_run(p_session uuid, p_run_epoch integer, p_flow_run uuid)
returns jsonb
language plpgsql as $$
begin
  update genesis_sessions set flow_run_id = p_flow_run, run_seen_at = now()
    where session_id = p_session and run_epoch = p_run_epoch;
  return jsonb_build_object('outcome', case when found then 'SET' else 'LOST' end);
end
$$;
grant execute on function genesis.set_run(uuid, integer, uuid) to genesis_service;

-- Paused runs whose answer is stored and whose lease is free or ran out: takes the lease of each for
-- 15 s and returns them, [{handle_id, session_id, correlation_id, flow_run_id, run_epoch, payload, attempts}].
-- Only what nobody else is taking: it waits for no lock.
create or replace function genesis.take_resumes(p_limit integer) returns jsonb
language sql as $$
  with due as (
    select handle_id from flow_resume_handles
    where status = 'PAUSED' and resume_payload is not null
      and (lease_until is null or lease_until < now())
    order by updated_at limit p_limit for update skip locked
  ), taken as (
    update flow_resume_handles
      set lease_until = now() + interval '15 seconds', attempts = attempts + 1, updated_at = now()
      where handle_id in (select handle_id from due)
      returning *
  )
  select coalesce(jsonb_agg(jsonb_build_object(
    'handle_id', handle_id, 'session_id', session_id, 'correlation_id', t.correlation_id,
    'flow_run_id', t.flow_run_id, 'run_epoch', s.run_epoch, 'payload', resume_payload,
    'attempts', attempts)), '[]')
  from taken t join genesis_sessions s using (session_id)
$$;
grant execute on function genesis.take_resumes(integer) to genesis_service;

-- What the reconciler and the reaper look at, oldest first:
--   commands: pending background commands that are not visibly on their way: RECEIVED for longer
--     than p_grace, or PROCESSING without a beat for twice that. [{command_id, session_id, status,
--     run_epoch, flow_run_id, correlation_id, is_starting, attempts, age_ms, silent_ms, beat_at,
--     handle: {handle_id, correlation_id, status, is_answered, flow_run_id} | null}]
--   pauses: PENDING_PAUSE for longer than p_grace: the state hook was lost, or the run.
--     [{handle_id, session_id, correlation_id, flow_run_id, run_epoch, is_answered, age_ms}]
create or replace function genesis.unsettled_work(p_grace interval, p_limit integer) returns jsonb
language sql stable as $$
  select jsonb_build_object(
    'commands', coalesce((
      select jsonb_agg(to_jsonb(w) || jsonb_build_object('handle', (
          select jsonb_build_object('handle_id', h.handle_id, 'correlation_id', h.correlation_id,
            'status', h.status, 'is_answered', h.resume_payload is not null, 'flow_run_id', h.flow_run_id)
          from flow_resume_handles h
          where h.correlation_id = w.correlation_id and h.status <> 'EXPIRED'
          order by h.created_at desc limit 1))
        order by w.age_ms desc)
      from (
        select c.command_id, c.session_id, c.status, s.run_epoch, s.flow_run_id,
          s.correlation_id,
          s.flow_run_id is null and coalesce(s.run_seen_at > now() - interval '15 seconds', false) as is_starting,
          t.attempts, b.beat_at,
          floor(extract(epoch from now() - c.received_at) * 1000) as age_ms,
          floor(extract(epoch from now() - b.beat_at) * 1000) as silent_ms
        from command_inbox c
        join genesis_sessions s using (session_id)
        join async_tasks t using (command_id)
        cross join lateral (
          select case c.status when 'PROCESSING' then greatest(t.heartbeat_at, c.started_at, s.run_seen_at)
            else greatest(c.received_at, s.run_seen_at) end as beat_at
        ) b
        where c.status in ('RECEIVED', 'PROCESSING') and c.is_background
          and c.received_at < now() - p_grace
          and (c.status = 'RECEIVED' or b.beat_at < now() - 2 * p_grace)
        order by c.received_at limit p_limit
      ) w), '[]'),
    'pauses', coalesce((
      select jsonb_agg(jsonb_build_object('handle_id', h.handle_id, 'session_id', h.session_id,
        'correlation_id', h.correlation_id, 'flow_run_id', h.flow_run_id, 'run_epoch', s.run_epoch,
        'is_answered', h.resume_payload is not null,
        'age_ms', floor(extract(epoch from now() - h.updated_at) * 1000)))
      from (
        select * from flow_resume_handles
        where status = 'PENDING_PAUSE' and updated_at < now() - p_grace
        order by updated_at limit p_limit
      ) h join genesis_sessions s using (session_id)), '[]'))
$$;
grant execute on function genesis.unsettled_work(interval, integer) to genesis_service;

-- {outcome: FOUND, novel} or {outcome: NOT_FOUND}.
create or replace function genesis.get_novel(p_account uuid, p_novel uuid) returns jsonb
language plpgsql stable as $$
begin
  perform set_config('genesis.account_id', p_account::text, true);
  return coalesce(
    (select jsonb_build_object('outcome', 'FOUND', 'novel', genesis.novel_json(n)) from novels n
     where n.novel_id = p_novel and n.account_id = p_account),
    '{"outcome": "NOT_FOUND"}');
end
$$;
grant execute on function genesis.get_novel(uuid, uuid) to genesis_app;

-- The account's novels, newest first, without their contents: {novels, next}.
create or replace function genesis.list_novels(p_account uuid, p_before text, p_limit integer) returns jsonb
language plpgsql stable as $$
declare
  v_page jsonb;
begin
  perform set_config('genesis.account_id', p_account::text, true);
  select coalesce(jsonb_agg(jsonb_build_object('novel_id', novel_id, 'session_id', session_id,
      'edition', edition, 'title', title, 'language', language, 'blurb', content -> 'blurb',
      'tags', content -> 'tags', 'created_at', genesis.iso(created_at),
      'updated_at', genesis.iso(updated_at), 'key', updated_at::text || '|' || novel_id)
      order by updated_at desc, novel_id desc), '[]') into v_page
  from (
    select * from novels n
    where n.account_id = p_account
      and (p_before is null or (n.updated_at, n.novel_id) <
        (split_part(p_before, '|', 1)::timestamptz, split_part(p_before, '|', 2)::uuid))
    order by n.updated_at desc, n.novel_id desc limit p_limit + 1
  ) page;
  return genesis.page_of('novels', v_page, p_limit);
end
$$;
grant execute on function genesis.list_novels(uuid, text, integer) to genesis_app;

-- What of a novel follows from the five accepted contents; where each field is from, with its
-- pointer under the part of the novel it went to.
create or replace function genesis.novel_content(s genesis_sessions) returns jsonb
language sql stable as $$
  with parts as (
    select st.stage, st.accepted_content as content,
      genesis.candidate_of(p.candidates, st.accepted_candidate_id) -> 'field_origins' as origins,
      case st.stage when 'CONCEPT_SELECTION' then 'concept' when 'STORY_CONCEPTION' then 'story'
        when 'WORLDVIEW' then 'world' when 'CHARACTERS' then 'characters' else 'outline' end as part
    from genesis_stages st
    join genesis_proposals p on p.proposal_id = st.accepted_proposal_id
    where st.session_id = s.session_id
  ), contents as (
    select jsonb_object_agg(part, content) as c from parts
  )
  select c || jsonb_build_object(
    'form', c -> 'story' -> 'form',
    'blurb', c -> 'concept' -> 'logline',
    'tags', c -> 'concept' -> 'genres',
    'open_questions', coalesce((
      select jsonb_agg(question order by genesis.stage_position(stage))
      from parts, jsonb_array_elements(content -> 'open_questions') question), '[]'),
    'field_origins', coalesce((
      select jsonb_object_agg('/' || part || key, value) from parts, jsonb_each(origins)), '{}'),
    'usage', jsonb_build_object('input_tokens', s.input_tokens, 'output_tokens', s.output_tokens,
      'cost_usd', s.cost_usd))
  from contents
$$;
grant execute on function genesis.novel_content(genesis_sessions) to genesis_app;

-- A novel as the wire has it, without `checks`, which the edge adds.
create or replace function genesis.novel_json(n novels) returns jsonb
language sql stable as $$
  select n.content || jsonb_build_object('novel_id', n.novel_id, 'session_id', n.session_id,
    'edition', n.edition, 'title', n.title, 'language', n.language,
    'created_at', genesis.iso(n.created_at), 'updated_at', genesis.iso(n.updated_at))
$$;
grant execute on function genesis.novel_json(novels) to genesis_app;

-- The next PENDING rows in id order, without those of keys that wait for another try:
--   {outcome: CLAIMED, messages: [{outbox_id, event_id, event_type, session_id, version, …}]}
--   {outcome: LOCK_LOST}    this is not the connection that took the relay's lock
-- Reading is all that claiming needs: only the holder of the lock asks.
create or replace function genesis.claim_outbox(
  p_backend integer, p_limit integer, p_waiting uuid[]
) returns jsonb
language sql stable as $$
  select case when pg_backend_pid() <> p_backend then '{"outcome": "LOCK_LOST"}'::jsonb
    else jsonb_build_object('outcome', 'CLAIMED', 'messages', coalesce((
      select jsonb_agg(
        genesis.event_json(e) || jsonb_build_object('outbox_id', o.outbox_id, 'session_id', e.session_id)
        order by o.outbox_id)
      from (
        select outbox_id, event_id from event_outbox
        where status = 'PENDING' and session_id <> all (p_waiting)
        order by outbox_id limit p_limit
      ) o join domain_events e using (event_id)), '[]')) end
$$;
grant execute on function genesis.claim_outbox(integer, integer, uuid[]) to genesis_service;

-- A row's own fault (too large, refused by the receiver). It is tried again after 1, 2 and 4 s:
--   {outcome: RETRY, retry_in_ms}
-- then it is FAILED, its key goes on, and its command, where that has not ended and the row does
-- not report a failure itself, ends with genesis.command.failed:
--   {outcome: FAILED, command_ended}
--   {outcome: GONE}         the row is not PENDING any more
--   {outcome: LOCK_LOST}    this is not the connection that took the relay's lock
-- One row a call: the session is locked before its row, and one session a transaction.
create or replace function genesis.mark_outbox_fault(
  p_backend integer, p_outbox bigint, p_reason text
) returns jsonb
language plpgsql as $$
declare
  o event_outbox;
  e domain_events;
  v_ended jsonb;
begin
  if pg_backend_pid() <> p_backend then
    return '{"outcome": "LOCK_LOST"}';
  end if;
  perform from genesis_sessions
    where session_id = (select session_id from event_outbox where outbox_id = p_outbox)
    for no key update;
  update event_outbox
    set attempts = attempts + 1, last_error = left(p_reason, 2000),
        status = case when attempts < 3 then 'PENDING' else 'FAILED' end,
        next_attempt_at = case when attempts < 3 then now() + interval '1 second' * 2 ^ attempts end
    where outbox_id = p_outbox and status = 'PENDING'
    returning * into o;
  if not found then
    return '{"outcome": "GONE"}';
  end if;
  if o.status = 'PENDING' then
    return jsonb_build_object('outcome', 'RETRY', 'retry_in_ms', 1000 * 2 ^ (o.attempts - 1));
  end if;
  select * into strict e from domain_events where event_id = o.event_id;
  if e.command_id is not null and e.event_type <> 'genesis.command.failed' then
    v_ended := genesis.give_up_command(e.command_id, 'EVENT_UNDELIVERABLE',
      'The command could not be delivered. Nothing was lost; please try again.', null);
  end if;
  return jsonb_build_object('outcome', 'FAILED', 'command_ended', coalesce(v_ended ->> 'outcome' = 'FAILED', false));
end
$$;
grant execute on function genesis.mark_outbox_fault(integer, bigint, text) to genesis_service;

-- Marks what was published, in one statement: {outcome: MARKED, marked} or {outcome: LOCK_LOST}.
-- A row that another relay has marked since is left alone.
create or replace function genesis.mark_outbox_sent(p_backend integer, p_sent bigint[]) returns jsonb
language sql as $$
  with marked as (
    update event_outbox
      set status = 'SENT', sent_at = now(), attempts = attempts + 1, next_attempt_at = null
      where outbox_id = any (p_sent) and status = 'PENDING' and pg_backend_pid() = p_backend
      returning 1
  )
  select case when pg_backend_pid() = p_backend
    then jsonb_build_object('outcome', 'MARKED', 'marked', (select count(*) from marked))
    else '{"outcome": "LOCK_LOST"}' end
$$;
grant execute on function genesis.mark_outbox_sent(integer, bigint[]) to genesis_service;

-- For the relay's metrics: {pending (at most 10000 are counted), oldest_pending_seconds, failed}.
create or replace function genesis.outbox_stats() returns jsonb
language sql stable as $$
  select jsonb_build_object(
    'pending', (select count(*) from (select from event_outbox where status = 'PENDING' limit 10000) p),
    'oldest_pending_seconds', coalesce((
      select extract(epoch from now() - created_at) from event_outbox
      where status = 'PENDING' order by outbox_id limit 1), 0),
    'failed', (select count(*) from (select from event_outbox where status = 'FAILED' limit 10000) f))
$$;
grant execute on function genesis.outbox_stats() to genesis_service;

-- Keeps the relay's connection from being ended as idle while it publishes, and says whether it
-- still is the one that took the lock: {outcome: HELD | LOCK_LOST}.
create or replace function genesis.ping_relay_lock(p_backend integer) returns jsonb
language sql volatile as $$
  select jsonb_build_object('outcome',
    case when pg_backend_pid() = p_backend then 'HELD' else 'LOCK_LOST' end)
$$;
grant execute on function genesis.ping_relay_lock(integer) to genesis_service;

-- Deletes up to p_limit SENT rows older than the retention; returns {pruned}. The events stay: they
-- are the session's log.
create or replace function genesis.prune_outbox(p_older_than interval, p_limit integer) returns jsonb
language sql as $$
  with old as (
    select outbox_id from event_outbox
    where status = 'SENT' and sent_at < now() - p_older_than
    order by sent_at limit p_limit for update skip locked
  ), pruned as (
    delete from event_outbox where outbox_id in (select outbox_id from old) returning 1
  )
  select jsonb_build_object('pruned', count(*)) from pruned
$$;
grant execute on function genesis.prune_outbox(interval, integer) to genesis_service;

-- One active relay per partition of keys. The lock belongs to the session of the connection that
-- asks, so it ends with that connection: {outcome: HELD, backend} or {outcome: BUSY}.
-- `backend` names that session: what marks rows gives it back, so that a connection which replaced
-- it unnoticed can mark nothing.
create or replace function genesis.take_relay_lock(p_partition integer) returns jsonb
language sql volatile as $$
  select case when pg_try_advisory_lock(hashtext('genesis.relay'), p_partition)
    then jsonb_build_object('outcome', 'HELD', 'backend', pg_backend_pid())
    else '{"outcome": "BUSY"}' end
$$;
grant execute on function genesis.take_relay_lock(integer) to genesis_service;

-- A part's heartbeat, every 5 s; /api/health/ready reads them. Instances that went silent for a
-- day are forgotten here, so that the table does not grow with restarts.
create or replace function genesis.beat(
  p_part text, p_instance text, p_status text, p_detail text, p_info jsonb default '{}'
) returns void
language sql as $$
  with forgotten as (
    delete from part_heartbeats
    where part = p_part and instance_id <> p_instance and seen_at < now() - interval '1 day'
  )
  insert into part_heartbeats (part, instance_id, status, detail, info)
  values (p_part, p_instance, p_status, p_detail, p_info)
  on conflict (part, instance_id) do update
    set status = excluded.status, detail = excluded.detail, info = excluded.info, seen_at = now()
$$;
grant execute on function genesis.beat(text, text, text, text, jsonb) to genesis_app, genesis_service;

-- The generator that the newest live worker reports: {kind, model, host}; samples where none did yet.
create or replace function genesis.generator() returns jsonb
language sql stable as $$
  select coalesce(
    (select info -> 'generator' from part_heartbeats
     where part = 'flows' and info ? 'generator' order by seen_at desc limit 1),
    '{"kind": "sample", "model": null, "host": null}')
$$;
grant execute on function genesis.generator() to genesis_app, genesis_service;

-- ISO 8601 in UTC, as on every wire, whatever the connection's time zone.
create or replace function genesis.iso(p_at timestamptz) returns text
language sql stable parallel safe as $$
  select to_char(p_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
$$;
grant execute on function genesis.iso(timestamptz) to genesis_app, genesis_service;

-- An instance that stops in good order takes its heartbeat with it.
create or replace function genesis.leave(p_part text, p_instance text) returns void
language sql as $$
  delete from part_heartbeats where part = p_part and instance_id = p_instance
$$;
grant execute on function genesis.leave(text, text) to genesis_app, genesis_service;

-- Every part's best instance: {part: {status, detail, seen_at}}. Silent for 20 s is degraded.
create or replace function genesis.parts() returns jsonb
language sql stable as $$
  select coalesce(jsonb_object_agg(part, jsonb_build_object(
    'status', status, 'detail', detail, 'seen_at', genesis.iso(seen_at))), '{}')
  from (
    select distinct on (part) part, seen_at, detail,
      case when seen_at < now() - interval '20 seconds' then 'degraded' else status end as status
    from part_heartbeats
    order by part, (seen_at < now() - interval '20 seconds'),
      array_position(array['ok', 'starting', 'degraded'], status), seen_at desc
  ) best
$$;
grant execute on function genesis.parts() to genesis_app, genesis_service;

-- Wakes listeners. Called after the commit, coalesced by the caller: NOTIFY inside a writing
-- transaction takes a lock that serialises all commits.
create or replace function genesis.wake(p_channel text) returns void
language sql as $$
  select pg_notify('genesis_' || p_channel, '')
$$;
grant execute on function genesis.wake(text) to genesis_app, genesis_service;

-- The brief with every field, null where the writer gave none.
create or replace function genesis.brief_json(p_brief jsonb) returns jsonb
language sql immutable as $$
  select '{"door": null, "genre": null, "hints": null, "idea": null, "notes": null}' || p_brief
$$;
grant execute on function genesis.brief_json(jsonb) to genesis_app, genesis_service;

-- A new session (and its account, at its first): {outcome: CREATED | REPLAYED, state} or
-- {outcome: KEY_REUSED}. The scope of an Idempotency-Key is the account here.
create or replace function genesis.create_session(
  p_account uuid, p_title text, p_language text, p_key text, p_hash text
) returns jsonb
language plpgsql as $$
declare
  s genesis_sessions;
  v_state jsonb;
begin
  perform set_config('genesis.account_id', p_account::text, true);
  insert into accounts (account_id) values (p_account) on conflict do nothing;
  insert into genesis_sessions (account_id, title, language, version, idempotency_key, request_hash)
  values (p_account, coalesce(p_title, ''), p_language, 1, p_key, p_hash)
  on conflict (account_id, idempotency_key) where idempotency_key is not null do nothing
  returning * into s;
  if s.session_id is null then
    select * into strict s from genesis_sessions where account_id = p_account and idempotency_key = p_key;
    return case when s.request_hash = p_hash
      then jsonb_build_object('outcome', 'REPLAYED', 'state', s.created_answer)
      else '{"outcome": "KEY_REUSED"}' end;
  end if;
  insert into genesis_stages (session_id, stage, account_id)
  select s.session_id, stage, p_account
  from unnest(array['CONCEPT_SELECTION', 'STORY_CONCEPTION', 'WORLDVIEW', 'CHARACTERS', 'PLOT_OUTLINE']) stage;
  perform genesis.append_event(s.session_id, p_account, 1, 'genesis.session.created',
    jsonb_build_object('title', s.title, 'language', s.language, 'correlation_id', s.correlation_id),
    null, null);
  v_state := genesis.session_state(p_account, s.session_id);
  if p_key is not null then
    update genesis_sessions set created_answer = v_state where session_id = s.session_id;
  end if;
  return jsonb_build_object('outcome', 'CREATED', 'state', v_state);
end
$$;
grant execute on function genesis.create_session(uuid, text, text, text, text) to genesis_app;

-- This installation's id and its cookie-signing keys, the signing one first.
create or replace function genesis.installation() returns jsonb
language sql stable as $$
  select jsonb_build_object('installation_id', i.installation_id, 'signing_keys', (
    select jsonb_agg(jsonb_build_object('key_id', k.key_id,
      'secret_base64', replace(encode(k.secret, 'base64'), E'\n', ''),
      'retired', k.retired_at is not null) order by k.retired_at is not null, k.created_at desc)
    from signing_keys k))
  from installation i
$$;
grant execute on function genesis.installation() to genesis_app;

-- Older rounds, newest first: {outcome: FOUND | NOT_FOUND, proposals, next}.
create or replace function genesis.list_proposals(
  p_account uuid, p_session uuid, p_stage text, p_before text, p_limit integer
) returns jsonb
language plpgsql stable as $$
declare
  v_page jsonb;
begin
  perform set_config('genesis.account_id', p_account::text, true);
  if not exists (select from genesis_sessions where session_id = p_session and account_id = p_account) then
    return '{"outcome": "NOT_FOUND"}';
  end if;
  select coalesce(jsonb_agg(genesis.proposal_json(page.p)
      || jsonb_build_object('key', (page.p).created_at::text || '|' || (page.p).proposal_id)
      order by (page.p).created_at desc, (page.p).proposal_id desc), '[]') into v_page
  from (
    select p from genesis_proposals p
    where p.session_id = p_session and p.account_id = p_account and (p_stage is null or p.stage = p_stage)
      and (p_before is null or (p.created_at, p.proposal_id) <
        (split_part(p_before, '|', 1)::timestamptz, split_part(p_before, '|', 2)::uuid))
    order by p.created_at desc, p.proposal_id desc limit p_limit + 1
  ) page;
  return jsonb_build_object('outcome', 'FOUND') || genesis.page_of('proposals', v_page, p_limit);
end
$$;
grant execute on function genesis.list_proposals(uuid, uuid, text, text, integer) to genesis_app;

-- The account's shelf, newest first: {sessions, next}. Sessions that never had a command are left out.
create or replace function genesis.list_sessions(p_account uuid, p_before text, p_limit integer) returns jsonb
language plpgsql stable as $$
declare
  v_page jsonb;
begin
  perform set_config('genesis.account_id', p_account::text, true);
  select coalesce(jsonb_agg(jsonb_build_object('session_id', session_id, 'title', title,
      'language', language, 'status', status, 'current_stage', current_stage,
      'is_pending', exists (select from command_inbox i
        where i.session_id = page.session_id and i.status in ('RECEIVED', 'PROCESSING')),
      'updated_at', genesis.iso(updated_at), 'novel_id', novel_id,
      'key', updated_at::text || '|' || session_id)
      order by updated_at desc, session_id desc), '[]') into v_page
  from (
    select * from genesis_sessions s
    where s.account_id = p_account and s.version > 1
      and (p_before is null or (s.updated_at, s.session_id) <
        (split_part(p_before, '|', 1)::timestamptz, split_part(p_before, '|', 2)::uuid))
    order by s.updated_at desc, s.session_id desc limit p_limit + 1
  ) page;
  return genesis.page_of('sessions', v_page, p_limit);
end
$$;
grant execute on function genesis.list_sessions(uuid, text, integer) to genesis_app;

-- Cuts a list that was asked for with one more than the limit, each item with its `key`:
-- {<name>: items, next: the last item's key, or null at the end}.
create or replace function genesis.page_of(p_name text, p_items jsonb, p_limit integer) returns jsonb
language sql immutable as $$
  select jsonb_build_object(
    p_name, coalesce((select jsonb_agg(item - 'key' order by n)
      from jsonb_array_elements(p_items) with ordinality as t (item, n) where n <= p_limit), '[]'),
    'next', case when jsonb_array_length(p_items) > p_limit then p_items -> (p_limit - 1) -> 'key' end)
$$;
grant execute on function genesis.page_of(text, jsonb, integer) to genesis_app;

-- What is being generated now, with its progress and its text so far.
create or replace function genesis.pending_commands(p_session uuid) returns jsonb
language sql stable as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'command_id', i.command_id, 'command_type', i.command_type, 'status', i.status,
    'received_at', genesis.iso(i.received_at), 'started_at', genesis.iso(i.started_at),
    'attempt', t.attempts, 'progress', t.progress, 'message_code', t.message_code,
    'candidates_done', t.candidates_done, 'candidates_total', t.candidates_total,
    'partial', coalesce((
      select jsonb_agg(jsonb_build_object('candidate_index', g.candidate_index, 'text', g.text)
        order by g.candidate_index)
      from generation_partials g where g.command_id = i.command_id), '[]')) order by i.received_at), '[]')
  from command_inbox i join async_tasks t using (command_id)
  where i.session_id = p_session and i.status in ('RECEIVED', 'PROCESSING')
$$;
grant execute on function genesis.pending_commands(uuid) to genesis_app;

-- The whole state, of one moment: STABLE, so that `cursor` and the rest come from one snapshot.
-- Null where the account has no such session.
create or replace function genesis.session_state(p_account uuid, p_session uuid) returns jsonb
language plpgsql stable as $$
begin
  perform set_config('genesis.account_id', p_account::text, true);
  return (
    select jsonb_build_object(
      'session_id', s.session_id, 'title', s.title, 'language', s.language, 'status', s.status,
      'current_stage', s.current_stage,
      'is_pending', p.pending <> '[]', 'pending_commands', p.pending,
      'available_commands', genesis.available_commands(s),
      'correlation_id', s.correlation_id, 'version', s.version, 'cursor', s.version,
      'brief', genesis.brief_json(s.brief),
      'generator', genesis.generator(),
      'stages', (select jsonb_object_agg(st.stage, genesis.stage_state(st))
        from genesis_stages st where st.session_id = s.session_id),
      'last_error', s.last_error,
      'novel_id', s.novel_id,
      'usage', jsonb_build_object('input_tokens', s.input_tokens, 'output_tokens', s.output_tokens,
        'cost_usd', s.cost_usd))
    from genesis_sessions s, lateral (select genesis.pending_commands(s.session_id) as pending) p
    where s.session_id = p_session and s.account_id = p_account
  );
end
$$;
grant execute on function genesis.session_state(uuid, uuid) to genesis_app;

-- One stage of the state: its newest two rounds, the working and the accepted one, oldest first.
create or replace function genesis.stage_state(st genesis_stages) returns jsonb
language sql stable as $$
  select jsonb_build_object(
    'status', st.status,
    'accepted', case when st.accepted_candidate_id is not null then jsonb_build_object(
      'proposal_id', st.accepted_proposal_id, 'candidate_id', st.accepted_candidate_id,
      'content', st.accepted_content, 'accepted_at', genesis.iso(st.accepted_at)) end,
    'working', genesis.working_json(st),
    'stale_because', st.stale_because,
    'kept_text', st.kept_text,
    'proposal_count', st.proposal_count,
    'proposals', coalesce((
      select jsonb_agg(genesis.proposal_json(p) order by p.round) from genesis_proposals p
      where p.session_id = st.session_id and p.stage = st.stage
        and (p.round > st.proposal_count - 2
          or p.proposal_id in (st.working_proposal_id, st.accepted_proposal_id))), '[]'))
$$;
grant execute on function genesis.stage_state(genesis_stages) to genesis_app;

-- Whether the account may follow the session, and from where: {outcome: FOUND, version} | NOT_FOUND.
create or replace function genesis.stream_position(p_account uuid, p_session uuid) returns jsonb
language plpgsql stable as $$
begin
  perform set_config('genesis.account_id', p_account::text, true);
  return coalesce(
    (select jsonb_build_object('outcome', 'FOUND', 'version', version) from genesis_sessions
     where session_id = p_session and account_id = p_account),
    '{"outcome": "NOT_FOUND"}');
end
$$;
grant execute on function genesis.stream_position(uuid, uuid) to genesis_app;

-- Refuses a change of `status` that its table does not allow. The trigger's argument is a JSON
-- object {from: [to…]}, the same as TRANSITIONS in shared-types/statuses.ts. The triggers fire only
-- where the status really changes, and are dropped with this schema.
create or replace function genesis.enforce_transition() returns trigger
language plpgsql as $$
begin
  if not tg_argv[0]::jsonb -> old.status ? new.status then
    raise exception 'A row of % does not go from % to %', tg_table_name, old.status, new.status
      using errcode = 'check_violation', constraint = 'allowed_transition', table = tg_table_name;
  end if;
  return new;
end
$$;
grant execute on function genesis.enforce_transition() to genesis_app, genesis_service;

-- The statuses of async_tasks go forward along these edges only.
create or replace trigger enforce_transition before update of status on async_tasks
  for each row when (old.status is distinct from new.status)
  execute function genesis.enforce_transition('{
    "PENDING": ["RUNNING", "FAILED", "CANCELLED"],
    "RUNNING": ["COMPLETED", "FAILED", "CANCELLED"],
    "COMPLETED": [],
    "FAILED": [],
    "CANCELLED": []
  }');

-- The statuses of command_inbox go forward along these edges only.
create or replace trigger enforce_transition before update of status on command_inbox
  for each row when (old.status is distinct from new.status)
  execute function genesis.enforce_transition('{
    "RECEIVED": ["PROCESSING", "COMPLETED", "FAILED", "CANCELLED"],
    "PROCESSING": ["COMPLETED", "FAILED", "CANCELLED"],
    "COMPLETED": [],
    "FAILED": [],
    "CANCELLED": []
  }');

-- The statuses of event_outbox go forward along these edges only.
create or replace trigger enforce_transition before update of status on event_outbox
  for each row when (old.status is distinct from new.status)
  execute function genesis.enforce_transition('{
    "PENDING": ["SENT", "FAILED"],
    "SENT": [],
    "FAILED": ["PENDING"]
  }');

-- The statuses of flow_resume_handles go forward along these edges only.
create or replace trigger enforce_transition before update of status on flow_resume_handles
  for each row when (old.status is distinct from new.status)
  execute function genesis.enforce_transition('{
    "WAITING": ["RESUMED", "EXPIRED"],
    "PENDING_PAUSE": ["PAUSED", "RESUMED", "EXPIRED"],
    "PAUSED": ["RESUMED", "EXPIRED"],
    "RESUMED": ["EXPIRED"],
    "EXPIRED": []
  }');

-- The statuses of genesis_sessions go forward along these edges only.
create or replace trigger enforce_transition before update of status on genesis_sessions
  for each row when (old.status is distinct from new.status)
  execute function genesis.enforce_transition('{
    "ACTIVE": ["COMPLETED", "ABANDONED"],
    "COMPLETED": ["ACTIVE", "ABANDONED"],
    "ABANDONED": ["ACTIVE", "COMPLETED"]
  }');

-- Each function's file grants it to whom it is for; PostgreSQL's default, everybody, goes.
revoke execute on all functions in schema genesis from public;
grant usage on schema genesis to genesis_app, genesis_service;

comment on schema genesis is 'release 0.1.0';
reset check_function_bodies;
