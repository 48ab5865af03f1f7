-- migrate:up
-- Accepting a command writes four rows and changes one; this takes from it what costs much and
-- gives little (measured in docs/adr/0013).

-- These triggers belong to the functions' schema, which is made anew after the migrations: a column
-- that a trigger looks at does not change its type.
drop trigger if exists enforce_transition on genesis_sessions;
drop trigger if exists enforce_transition on command_inbox;
drop trigger if exists enforce_transition on event_outbox;
drop trigger if exists enforce_transition on async_tasks;
do $$
begin
  if to_regnamespace('genesis') is not null then
    comment on schema genesis is null;
  end if;
end
$$;

-- Words by domain. A table's CHECK is parsed and planned again in each statement that writes to it,
-- and looked at even where its column does not change; a domain's is kept for the connection.
create domain session_language as text check (value in ('zh-CN', 'en'));
create domain session_status as text check (value in ('ACTIVE', 'COMPLETED', 'ABANDONED'));
create domain command_status as text
  check (value in ('RECEIVED', 'PROCESSING', 'COMPLETED', 'FAILED', 'CANCELLED'));
create domain outbox_status as text check (value in ('PENDING', 'SENT', 'FAILED'));
create domain task_status as text
  check (value in ('PENDING', 'RUNNING', 'COMPLETED', 'FAILED', 'CANCELLED'));
create domain event_version as integer check (value > 0);
create domain percentage as integer check (value between 0 and 100);

alter table genesis_sessions
  drop constraint genesis_sessions_language_check, alter language type session_language,
  drop constraint genesis_sessions_status_check, alter status type session_status;
-- The rows of a command are written by one function, in one transaction, under the session's row
-- lock; sessions and events are never deleted (below), and housekeeping takes a task with its
-- command. A foreign key would look each parent up and lock it once more.
alter table command_inbox
  drop constraint command_inbox_status_check, alter status type command_status,
  drop constraint command_inbox_session_id_fkey;
alter table domain_events
  drop constraint domain_events_version_check, alter version type event_version,
  drop constraint domain_events_session_id_fkey;
-- One index less each: a task is found by its command, and a row of the outbox by its event or,
-- while it is PENDING or FAILED, by its place in the order.
alter table event_outbox
  drop constraint event_outbox_status_check, alter status type outbox_status,
  drop constraint event_outbox_event_id_fkey,
  drop constraint event_outbox_pkey,
  drop constraint event_outbox_event,
  add primary key (event_id);
drop index async_tasks_running;
alter table async_tasks
  drop constraint async_tasks_status_check, alter status type task_status,
  drop constraint async_tasks_progress_check, alter progress type percentage,
  drop constraint async_tasks_command_id_fkey,
  drop column task_id,
  drop constraint async_tasks_command,
  add primary key (command_id);

revoke delete on genesis_sessions, domain_events from genesis_service;

-- The account of the setting, asked once a row: a command touches one row a table, and a subquery
-- costs each statement more to set up than the rows of a page cost to compare.
do $$
declare
  t text;
begin
  foreach t in array array['genesis_sessions', 'command_inbox', 'domain_events', 'event_outbox',
    'async_tasks', 'genesis_stages']
  loop
    execute format('alter policy own_account on %I
      using (account_id = nullif(current_setting(''genesis.account_id'', true), '''')::uuid)
      with check (account_id = nullif(current_setting(''genesis.account_id'', true), '''')::uuid)', t);
  end loop;
end
$$;

-- migrate:down
alter table event_outbox drop constraint event_outbox_pkey, add primary key (outbox_id),
  add constraint event_outbox_event unique (event_id);
alter table async_tasks drop constraint async_tasks_pkey,
  add column task_id uuid primary key default uuidv7(),
  add constraint async_tasks_command unique (command_id);
create index async_tasks_running on async_tasks (session_id) where status in ('PENDING', 'RUNNING');
