-- A text's first 256 KiB, cut between two characters: what is kept of a text that a model writes.
create or replace function genesis.cut_text(p_text text) returns text
language plpgsql immutable as $$
declare
  v_bytes bytea;
  v_length integer := 256 * 1024;
begin
  if p_text is null or octet_length(p_text) <= v_length then
    return p_text;
  end if;
  v_bytes := convert_to(p_text, 'UTF8');
  -- Bytes 10xxxxxx go on with the character before them.
  while get_byte(v_bytes, v_length) & 192 = 128 loop
    v_length := v_length - 1;
  end loop;
  return convert_from(substring(v_bytes for v_length), 'UTF8');
end
$$;
grant execute on function genesis.cut_text(text) to genesis_app, genesis_service;
