-- migrate:up
-- Sweeps that look at what is due, and at nothing that is kept.

-- Refusals go after 30 days, everything else after the retention (prune_audit).
create index audit_log_refused on audit_log (audit_id) where action like 'refused.%';

-- What was SENT goes after the retention, dead letters after 30 days (prune_deliveries).
create index webhook_deliveries_sent on webhook_deliveries (settled_at) where status = 'SENT';
create index webhook_deliveries_dead on webhook_deliveries (settled_at) where status = 'FAILED';
drop index webhook_deliveries_settled;
create index webhooks_ended on webhooks (ended_at) where ended_at is not null;

-- Whoever deletes a row makes PostgreSQL look for those that refer to it. Those of an account are
-- found by an index that has all of them; a delivery goes before its event (erase_session), and for
-- an index that nothing else asks, each delivery would have to write.
alter table webhook_deliveries drop constraint webhook_deliveries_event_id_fkey;
drop index webhook_deliveries_event;
create index webhooks_of_account on webhooks (account_id);
drop index webhooks_account;
create index account_merges_of_account on account_merges (account_id);

-- migrate:down
drop index account_merges_of_account;
create index webhooks_account on webhooks (account_id) where ended_at is null;
drop index webhooks_of_account;
create index webhook_deliveries_event on webhook_deliveries (event_id);
alter table webhook_deliveries
  add constraint webhook_deliveries_event_id_fkey foreign key (event_id) references domain_events;
drop index webhooks_ended;
create index webhook_deliveries_settled on webhook_deliveries (settled_at) where status <> 'PENDING';
drop index webhook_deliveries_dead, webhook_deliveries_sent, audit_log_refused;
