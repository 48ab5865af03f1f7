-- Whether a content is more than 192 KiB of JSON, as JSON.stringify writes it. jsonb's own text has a
-- space behind each colon and comma more, which are counted only where that matters.
create or replace function genesis.is_too_large(p_content jsonb) returns boolean
language sql immutable as $$
  select case when octet_length(p_content::text) <= 192 * 1024 then false else
    octet_length(p_content::text) - (
      select coalesce(sum(case jsonb_typeof(part)
        when 'object' then greatest(2 * (select count(*) from jsonb_object_keys(part)) - 1, 0)
        when 'array' then greatest(jsonb_array_length(part) - 1, 0)
        else 0 end), 0)
      from jsonb_path_query(p_content, 'strict $.**') part) > 192 * 1024 end
$$;
grant execute on function genesis.is_too_large(jsonb) to genesis_app, genesis_service;
