-- migrate:up

-- What writers brought: the file as it came, its text word for word, and the map of its sections.
-- Events name a material by its id and hold none of it.
create table materials (
  material_id uuid primary key default uuidv7(),
  session_id uuid not null references genesis_sessions,
  account_id uuid not null,
  name text not null,
  kind text not null,
  encoding text not null,
  -- Of `content`, in code points.
  chars integer not null,
  content text not null,
  -- [{section_id, heading, level, at, chars, goes_to, is_group}] in the text's order; `at` and `chars` in code points.
  sections jsonb not null,
  -- What the file held and the text has not: [text].
  left_out jsonb not null,
  original bytea not null,
  -- Part of the idea that the writer submitted.
  is_of_idea boolean not null default false,
  -- What it takes, as its event counted it.
  bytes bigint not null,
  created_at timestamptz not null default now()
);
create index materials_session on materials (session_id, created_at);
-- A book's text is read in pieces: what is compressed has to be unpacked whole for each of them.
alter table materials alter column content set storage external;
alter table materials alter column original set storage external;
alter table materials enable row level security;
create policy own_account on materials to genesis_app
  using (account_id = (select nullif(current_setting('genesis.account_id', true), '')::uuid))
  with check (account_id = (select nullif(current_setting('genesis.account_id', true), '')::uuid));
create policy service on materials to genesis_service using (true) with check (true);
grant select, insert, update, delete on materials to genesis_app, genesis_service;

-- migrate:down
drop table materials;
