-- What lets a program in is made, and ends, by whoever's word.
create or replace trigger audit_made after insert on account_tokens
  for each row execute function genesis.audit_row('token.made', 'token_id');
create or replace trigger audit_ended after update of ended_at on account_tokens
  for each row when (old.ended_at is null and new.ended_at is not null)
  execute function genesis.audit_row('token.ended', 'token_id');
