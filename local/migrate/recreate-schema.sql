-- The functions' schema holds nothing but functions and what is made from them: it is always made anew.
-- A running command must not be waited for without end: its callers see "unavailable" meanwhile.
set local lock_timeout = '30s';
drop schema if exists genesis cascade;
drop schema if exists genesis_closed cascade;
create schema genesis;
