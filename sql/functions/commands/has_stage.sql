-- Whether that stage has that status, or UNCONFIRMED: any but CONFIRMED; null p_stage: whether any of the session's has.
create or replace function genesis.has_stage(p_session uuid, p_stage text, p_status text) returns boolean
language sql stable as $$
  select exists (select from genesis_stages
    where session_id = p_session and stage = coalesce(p_stage, stage)
      and (status = p_status or p_status = 'UNCONFIRMED' and status in ('EMPTY', 'DRAFT', 'STALE')))
$$;
grant execute on function genesis.has_stage(uuid, text, text) to genesis_app, genesis_service;
