-- migrate:up

-- The version of a stored content's shape (shared-types/content). What is stored stays as it was
-- written, and is read in the present version (genesis.upcast_content_1).
alter table genesis_proposals add column content_version integer not null default 1;
alter table genesis_proposals alter column content_version set default 2;
alter table novels add column content_version integer not null default 1;
alter table novels alter column content_version set default 2;

-- migrate:down
alter table novels drop column content_version;
alter table genesis_proposals drop column content_version;
