-- What was being generated at the version of a branch is not branched: an event says that it is
-- cancelled there.
create or replace function genesis.end_branched_work(b genesis_sessions) returns void
language plpgsql as $$
declare
  e domain_events;
  v jsonb;
  st genesis_stages;
begin
  -- The last that asked for a generation, unless that has ended.
  select * into e from domain_events
    where session_id = b.session_id and correlation_id is not null
      and (event_type <> 'genesis.stage.confirmed' or payload ->> 'generating' is not null)
    order by version desc limit 1;
  if not found or exists (select from domain_events ended
    where ended.session_id = b.session_id and ended.version > e.version and ended.command_id = e.command_id
      and ended.event_type in ('genesis.proposal.ready', 'genesis.command.failed', 'genesis.command.cancelled'))
  then
    return;
  end if;
  v := genesis.plain_payload(e);
  update genesis_stages set kept_text = null
    where session_id = b.session_id and stage = coalesce(v ->> 'generating', v ->> 'stage')
    returning * into strict st;
  perform genesis.append_event(b.session_id, b.account_id, b.version + 1, 'genesis.command.cancelled',
    jsonb_build_object('stage', st.stage, 'command_type', coalesce(v ->> 'command_type', 'CONFIRM_STAGE'),
      'kept_text', null, 'proposal', null, 'working', genesis.working_json(st),
      'next_correlation_id', b.correlation_id),
    e.command_id, null);
  update genesis_sessions set version = b.version + 1 where session_id = b.session_id;
end
$$;
grant execute on function genesis.end_branched_work(genesis_sessions) to genesis_app;
