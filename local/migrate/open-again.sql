-- A migration failed: the parts go on with the functions that they had.
do $$
begin
  if to_regnamespace('genesis') is null and to_regnamespace('genesis_closed') is not null then
    alter schema genesis_closed rename to genesis;
  end if;
end
$$;
