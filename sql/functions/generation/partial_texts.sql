-- The text so far of a command's candidates. By itself, since its table is unlogged: a standby has none
-- of it, and may read a session in which nothing is generated all the same.
create or replace function genesis.partial_texts(p_command uuid) returns jsonb
language plpgsql stable as $$
begin
  return coalesce((
    select jsonb_agg(jsonb_build_object('candidate_index', g.candidate_index, 'text', g.text)
      order by g.candidate_index)
    from generation_partials g where g.command_id = p_command), '[]');
end
$$;
grant execute on function genesis.partial_texts(uuid) to genesis_app;
