-- migrate:up
-- The W3C trace context in which an event came about; null where nobody gave one. It travels as a
-- setting of the transaction, so that no function in between has to hand it on.
alter table domain_events add column traceparent text;
alter table domain_events
  alter column traceparent set default nullif(current_setting('genesis.traceparent', true), '');

-- migrate:down
alter table domain_events drop column traceparent;
