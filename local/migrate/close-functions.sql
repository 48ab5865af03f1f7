-- Before migrations change tables under running parts: every call is told "unavailable", which all parts
-- take for a database that is being migrated and repeat. A call that began before could find a table
-- empty that is written anew meanwhile, or a row of another form.
do $$
begin
  if to_regnamespace('genesis') is not null then
    drop schema if exists genesis_closed cascade;
    alter schema genesis rename to genesis_closed;
  end if;
end
$$;
