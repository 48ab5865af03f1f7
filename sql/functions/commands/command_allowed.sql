-- Whether a row of the command table is allowed now: the one place that reads the table's rules.
-- Accepting a command and `available_commands` both ask here. (command_waits is apart, since what it
-- refuses is SESSION_BUSY.) p_named: the stage that the payload names; null: any of the session.
-- A single expression that PostgreSQL writes into its caller's plan; what has to look further is asked
-- only of the rows that need it.
create or replace function genesis.command_allowed(
  c genesis.command_table, p_session uuid, p_session_status text, p_current_stage text,
  p_stage_status text, p_has_proposal boolean, p_is_pending boolean, p_named text
) returns boolean
language sql stable as $$
  select p_session_status = any (c.session_statuses)
    and case c.pending when 'some' then p_is_pending when 'idle' then not p_is_pending else true end
    and (not c.needs_all_confirmed or genesis.is_all_confirmed(p_session))
    and (c.needs is null or genesis.need_met(p_session, c.needs))
    and (c.named_stage is null or genesis.has_stage(p_session, p_named, c.named_stage))
    and (not c.has_stage_rule or (
      (not c.only_first or p_current_stage = 'CONCEPT_SELECTION')
      and p_stage_status = any (c.stage_statuses)
      and (c.needs_proposal = 'never' or p_has_proposal
           or (c.needs_proposal = 'in_first_stage' and p_current_stage <> 'CONCEPT_SELECTION'))))
$$;
grant execute on function genesis.command_allowed(genesis.command_table, uuid, text, text, text, boolean, boolean, text)
  to genesis_app, genesis_service;
