-- migrate:up
-- The logins of the running parts, made by `npm run migrate` (docs/adr/0016). Nobody reads this but
-- the owner; a part asks genesis.database_logins() for what its own login may know.
create table database_logins (
  kind text primary key check (kind in ('app', 'service')),
  login text not null unique,
  password text not null
);

-- What the requests' role never needed, or does by a function that is for the service.
revoke all on signing_keys, installation from genesis_app;
revoke insert, update, delete on part_heartbeats from genesis_app;
revoke all on installation from genesis_service;

-- migrate:down
grant select, insert, update, delete on installation to genesis_service;
grant select on signing_keys, installation to genesis_app;
grant insert, update, delete on part_heartbeats to genesis_app;
drop table database_logins;
