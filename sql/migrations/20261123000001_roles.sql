-- migrate:up
-- Three roles (docs/adr/0003): the owner runs migrations; genesis_app is what the edge's requests
-- run as, under row-level security; genesis_service is the hub, relay, callback and flows.
do $$
begin
  if current_setting('server_version_num')::int < 150000 then
    raise exception 'Genesis Studio needs PostgreSQL 15 or newer, this is %', current_setting('server_version');
  end if;
  if not exists (select from pg_roles where rolname = 'genesis_app') then
    create role genesis_app nologin;
  end if;
  if not exists (select from pg_roles where rolname = 'genesis_service') then
    create role genesis_service nologin;
  end if;
  execute format('grant genesis_app, genesis_service to %I', current_user);
end
$$;

grant usage on schema public to genesis_app, genesis_service;

-- migrate:down
-- Roles are shared by the databases of a server: they stay.
