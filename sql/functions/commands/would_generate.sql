-- Whether a command of this kind would start background work now (the command table's `background`).
create or replace function genesis.would_generate(p_session uuid, p_background text, p_current_stage text)
returns boolean
language sql stable as $$
  select case p_background
    when 'always' then true
    when 'when_next_stage_empty' then coalesce((
      select status = 'EMPTY' from genesis.first_open_stage(p_session, p_current_stage)), false)
    else false end
$$;
grant execute on function genesis.would_generate(uuid, text, text) to genesis_app;
