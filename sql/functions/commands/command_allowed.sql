-- Whether a row of the command table is allowed now. The one place that reads the table's rules:
-- accepting a command and `available_commands` both ask here. `pending` is judged apart, since a
-- command that is refused for it alone is SESSION_BUSY, not COMMAND_NOT_ALLOWED.
create or replace function genesis.command_allowed(
  c genesis.command_table, s genesis_sessions, p_stage_status text, p_has_proposal boolean,
  p_all_confirmed boolean
) returns boolean
language sql immutable as $$
  select s.status = any (c.session_statuses)
    and (not c.needs_all_confirmed or p_all_confirmed)
    and (not c.has_stage_rule or (
      (not c.only_first or s.current_stage = 'CONCEPT_SELECTION')
      and p_stage_status = any (c.stage_statuses)
      and (c.needs_proposal = 'never' or p_has_proposal
           or (c.needs_proposal = 'in_first_stage' and s.current_stage <> 'CONCEPT_SELECTION'))))
$$;
grant execute on function genesis.command_allowed(genesis.command_table, genesis_sessions, text, boolean, boolean)
  to genesis_app, genesis_service;
