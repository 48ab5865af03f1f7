-- migrate:up

-- A sign-in is a browser of its account: a provider's writer's, or a local account's.
alter table sign_ins
  -- How it came: as the account's first browser, by a code, by the phrase, through the provider.
  add column joined_by text not null default 'sign_in'
    check (joined_by in ('first', 'code', 'phrase', 'sign_in')),
  -- It may replace the recovery phrase and put others out: it began the account, or knows the phrase.
  add column is_keeper boolean not null default false,
  -- Such as "Firefox · Windows".
  add column device text,
  add column last_seen_at timestamptz not null default now(),
  -- It came with an account that was taken into this one, and ends where that is undone.
  add column came_with uuid;

alter table recovery_phrases add column made_by uuid;

-- One row a merge: an account may be taken along again once that was undone.
alter table account_merges
  add column merge_id uuid not null default uuidv7(),
  -- What it brought, and gets back.
  add column session_ids uuid[] not null default '{}',
  add column undone_at timestamptz,
  drop constraint account_merges_pkey,
  add primary key (merge_id);
create unique index account_merges_account on account_merges (account_id) where undone_at is null;

-- migrate:down
delete from account_merges where undone_at is not null;
drop index account_merges_account;
alter table account_merges drop constraint account_merges_pkey, add primary key (account_id),
  drop column undone_at, drop column session_ids, drop column merge_id;
alter table recovery_phrases drop column made_by;
delete from sign_ins where joined_by <> 'sign_in';
alter table sign_ins drop column came_with, drop column last_seen_at, drop column device,
  drop column is_keeper, drop column joined_by;
