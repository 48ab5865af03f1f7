-- migrate:up

-- Logout tokens of the provider that were obeyed: each is good once. Only a hash of its jti is here.
create table logout_tokens (
  jti_hash bytea primary key,
  expires_at timestamptz not null
);
create index logout_tokens_expiry on logout_tokens (expires_at);

-- Bearer tokens that the provider's logout ended: those of a holder that were issued until then.
-- A holder is 'session:<the provider''s sid>', 'account:<id>', or 'sessionless:<id>': the account's
-- tokens that name no session. Kept for longer than a bearer token is taken.
create table ended_tokens (
  holder text primary key,
  issued_until timestamptz not null,
  recorded_at timestamptz not null default now()
);
create index ended_tokens_age on ended_tokens (recorded_at);

create index sign_ins_provider_sid on sign_ins (provider_sid) where ended_at is null;

grant select on ended_tokens to genesis_app;
grant select, insert, update, delete on logout_tokens, ended_tokens to genesis_service;

-- migrate:down
drop index sign_ins_provider_sid;
drop table ended_tokens, logout_tokens;
