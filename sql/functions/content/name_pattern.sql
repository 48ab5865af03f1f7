-- A name as a pattern: letters of words with spaces between them end where the name ends, so that Ann is
-- not in Anna; Chinese stands among its neighbours.
create or replace function genesis.name_pattern(p_name text) returns text
language sql immutable as $$
  select case when p_name ~ '^[0-9A-Za-zÀ-ɏ]' then '(?<![0-9A-Za-zÀ-ɏ])' else '' end
    || regexp_replace(p_name, '([.*+?^${}()|\[\]\\])', '\\\1', 'g')
    || case when p_name ~ '[0-9A-Za-zÀ-ɏ]$' then '(?![0-9A-Za-zÀ-ɏ])' else '' end
$$;
grant execute on function genesis.name_pattern(text) to genesis_app;
