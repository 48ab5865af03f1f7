-- Whether choices (choices_of) are such as commands make them: what is confirmed is accepted, the
-- current stage is the first that is not, and a book is finished only with all of them.
create or replace function genesis.choices_hold(p_choices jsonb) returns boolean
language sql immutable as $$
  select coalesce(
    bool_and((value ->> 'status' in ('CONFIRMED', 'STALE')) = (value -> 'accepted' <> 'null'))
      and p_choices ->> 'current_stage' = coalesce((array_agg(key order by genesis.stage_position(key))
        filter (where value ->> 'status' <> 'CONFIRMED'))[1], 'PLOT_OUTLINE')
      and (p_choices ->> 'status' <> 'COMPLETED' or bool_and(value ->> 'status' = 'CONFIRMED')), false)
  from jsonb_each(p_choices -> 'stages')
$$;
grant execute on function genesis.choices_hold(jsonb) to genesis_app;
