-- migrate:up
-- Maintenance: while it is on, edges put writers' writes off. maintenance_until is what is expected.
alter table installation
  add column maintenance_since timestamptz,
  add column maintenance_until timestamptz,
  add constraint maintenance_is_on check (maintenance_until is null or maintenance_since is not null);

-- migrate:down
alter table installation drop column maintenance_until, drop column maintenance_since;
