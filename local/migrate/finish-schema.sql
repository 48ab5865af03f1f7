-- Each function's file grants it to whom it is for; PostgreSQL's default, everybody, goes.
revoke execute on all functions in schema genesis from public;
grant usage on schema genesis to genesis_app, genesis_service;
