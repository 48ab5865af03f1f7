-- migrate:up
-- Edges ask each two seconds what ended lately (ended_credentials): what did not is not looked at.
create index sign_ins_ended on sign_ins (ended_at) where ended_at is not null;
create index sign_ins_expiry on sign_ins (expires_at);
create index account_tokens_ended on account_tokens (ended_at) where ended_at is not null;
create index account_merges_merged on account_merges (merged_at);

-- migrate:down
drop index account_merges_merged, account_tokens_ended, sign_ins_expiry, sign_ins_ended;
