-- For an operator whose key leaked: cookies that it signed are forgeries from now on, so whoever has
-- one is signed out. Answers how many keys that was; the newest is never forgotten.
create or replace function genesis.forget_signing_key(p_key uuid) returns integer
language sql as $$
  with forgotten as (
    delete from signing_keys where key_id = p_key and retired_at is not null returning key_id
  )
  select count(*)::integer from forgotten
$$;
