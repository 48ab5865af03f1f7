-- Whether a row of the command table is allowed now. The one place that reads the table's rules:
-- accepting a command and `available_commands` both ask here. `pending` is judged apart, since a
-- command that is refused for it alone is SESSION_BUSY, not COMMAND_NOT_ALLOWED.
-- A single expression that PostgreSQL writes into its caller's plan.
create or replace function genesis.command_allowed(
  c genesis.command_table, p_session_status text, p_current_stage text, p_stage_status text,
  p_has_proposal boolean, p_all_confirmed boolean
) returns boolean
language sql immutable as $$
  select p_session_status = any (c.session_statuses)
    and (not c.needs_all_confirmed or p_all_confirmed)
    and (not c.has_stage_rule or (
      (not c.only_first or p_current_stage = 'CONCEPT_SELECTION')
      and p_stage_status = any (c.stage_statuses)
      and (c.needs_proposal = 'never' or p_has_proposal
           or (c.needs_proposal = 'in_first_stage' and p_current_stage <> 'CONCEPT_SELECTION'))))
$$;
grant execute on function genesis.command_allowed(genesis.command_table, text, text, text, boolean, boolean)
  to genesis_app, genesis_service;
