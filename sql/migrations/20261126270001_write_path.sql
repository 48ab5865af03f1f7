-- migrate:up

-- A table's CHECK is parsed and planned in every statement that writes to it (docs/adr/0013): a domain's
-- is kept by the connection.
create domain usd_limit as numeric check (value >= 0);
alter table genesis_sessions drop constraint genesis_sessions_limit_usd_check,
  alter column limit_usd type usd_limit;

-- A session changes with each command: its next version finds room on the same page, and no index is touched.
alter table genesis_sessions set (fillfactor = 70);

-- migrate:down
alter table genesis_sessions reset (fillfactor);
alter table genesis_sessions alter column limit_usd type numeric,
  add constraint genesis_sessions_limit_usd_check check (limit_usd >= 0);
drop domain usd_limit;
