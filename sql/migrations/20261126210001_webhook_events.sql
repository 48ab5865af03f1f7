-- migrate:up

-- An event that is erased, or whose session is, asks which deliveries speak of it: the foreign key.
create index webhook_deliveries_event on webhook_deliveries (event_id);

-- migrate:down
drop index webhook_deliveries_event;
