-- Who is told what happens in an account's books: added, and ended by whoever's word.
create or replace trigger audit_added after insert on webhooks
  for each row execute function genesis.audit_row('webhook.added', 'webhook_id');
create or replace trigger audit_ended after update of ended_at on webhooks
  for each row when (old.ended_at is null and new.ended_at is not null)
  execute function genesis.audit_row('webhook.ended', 'webhook_id');
