-- migrate:up

-- Every call of a model, whatever came of it: what it took, and what it cost. A ledger beside the
-- log: what is here is counted once, and no command can change it.
create table model_calls (
  call_id uuid primary key,
  session_id uuid not null references genesis_sessions,
  account_id uuid not null,
  command_id uuid not null,
  stage text not null,
  model text,
  host text,
  -- STOPPED: the writer stopped it, or the worker ended.
  outcome text not null check (outcome in ('ANSWERED', 'CUT', 'FAILED', 'STOPPED')),
  -- As the endpoint counted them; null where it did not say. cached is part of input, thinking of output.
  input_tokens bigint,
  output_tokens bigint,
  cached_tokens bigint,
  reasoning_tokens bigint,
  -- Null: not known. 0: free.
  cost_usd numeric,
  -- What the budget counts: the cost, an estimate where the endpoint counted nothing, 0 where no price is known.
  counted_usd numeric not null check (counted_usd >= 0),
  ended_at timestamptz not null default now()
);
create index model_calls_session on model_calls (session_id, command_id);
create index model_calls_account on model_calls (account_id, ended_at);
alter table model_calls enable row level security;
create policy own_account on model_calls to genesis_app
  using (account_id = (select nullif(current_setting('genesis.account_id', true), '')::uuid))
  with check (account_id = (select nullif(current_setting('genesis.account_id', true), '')::uuid));
create policy service on model_calls to genesis_service using (true) with check (true);
grant select on model_calls to genesis_app;
grant select, insert, update, delete on model_calls to genesis_service;

alter table genesis_sessions
  -- The writer's budget for this book; null: none.
  add column limit_usd numeric check (limit_usd >= 0),
  -- What counts against it.
  add column spent_usd numeric not null default 0;
alter table genesis_stages
  add column input_tokens bigint not null default 0,
  add column output_tokens bigint not null default 0,
  -- Null as soon as one call's price was not known.
  add column cost_usd numeric default 0;
update genesis_stages st set cost_usd = null from genesis_sessions s
  where s.session_id = st.session_id and s.cost_usd is null and st.proposal_count > 0;

-- migrate:down
alter table genesis_stages drop column input_tokens, drop column output_tokens, drop column cost_usd;
alter table genesis_sessions drop column limit_usd, drop column spent_usd;
drop table model_calls;
