-- The commands that would be accepted now, in the command table's order.
create or replace function genesis.available_commands(s genesis_sessions) returns jsonb
language sql stable as $$
  -- What holds for all rows is asked once; so command_allowed is written into this plan, and not called.
  with p as materialized (
    select st.status, st.proposal_count > 0 as has_proposal, exists (
      select from command_inbox i
      where i.session_id = s.session_id and i.status in ('RECEIVED', 'PROCESSING')) as is_pending
    from genesis_stages st
    where st.session_id = s.session_id and st.stage = s.current_stage
  )
  select coalesce(jsonb_agg(c.command_type order by c.position), '[]')
  from p, genesis.command_table c
  where not genesis.command_waits(c, p.is_pending)
    and genesis.command_allowed(c, s.session_id, s.status, s.current_stage, p.status, p.has_proposal,
      p.is_pending, null)
$$;
grant execute on function genesis.available_commands(genesis_sessions) to genesis_app, genesis_service;
