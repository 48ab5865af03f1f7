-- migrate:up
-- An event's version beside its outbox row: who asks what happened lately reads the outbox, which is small
-- whatever is stored, and whose new rows stand together. In the log they stand wherever an older page
-- has room (docs/capacity.md).
alter table event_outbox add column version integer;
update event_outbox o set version = e.version from domain_events e where e.event_id = o.event_id;
alter table event_outbox alter version set not null;

-- migrate:down
alter table event_outbox drop column version;
