-- migrate:up
-- What an endpoint was found not to take, by endpoint and model: every worker's, kept over a restart.
create table model_capabilities (
  -- SHA-256 of its address in hexadecimal: an address may hold a password.
  endpoint text not null check (endpoint ~ '^[0-9a-f]{64}$'),
  model text not null,
  mode text not null check (mode in ('SCHEMA', 'JSON', 'TEXT')),
  dropped jsonb not null,
  learnt_at timestamptz not null default now(),
  primary key (endpoint, model)
);
grant select, insert, update, delete on model_capabilities to genesis_service;

-- migrate:down
drop table model_capabilities;
