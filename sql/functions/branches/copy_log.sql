-- The log of a session up to the version of its new branch, as the branch's own: the same events, in
-- the same order, at the times when they happened, each with its outbox row. A round is referred to
-- (also where a release stored it in its event), and its texts stay where they are. Commands and
-- waits are those of the first session, which nobody here answers; the last wait is the branch's.
create or replace function genesis.copy_log(s genesis_sessions, b genesis_sessions) returns void
language sql as $$
  with wait as (
    select max(version) as version from domain_events
    where session_id = s.session_id and version <= b.version
      and (event_type = 'genesis.session.created' or payload ->> 'next_correlation_id' is not null)
  ), copied as (
    insert into domain_events
      (session_id, account_id, version, event_type, payload_version, payload, command_id, correlation_id, occurred_at,
       undo_version, redo_version)
    select b.session_id, b.account_id, e.version, e.event_type, e.payload_version,
      e.payload
        || case when jsonb_typeof(e.payload -> 'proposal') = 'object' then jsonb_build_object('proposal',
            jsonb_build_object('proposal_id', e.payload #> '{proposal,proposal_id}')) else '{}' end
        || case when e.version = wait.version then jsonb_build_object(
            case e.event_type when 'genesis.session.created' then 'correlation_id' else 'next_correlation_id' end,
            b.correlation_id) else '{}' end
        || case e.event_type
            when 'genesis.session.created' then jsonb_build_object('branch_of',
              jsonb_build_object('session_id', s.session_id, 'version', b.version))
            when 'genesis.session.finished' then jsonb_build_object('novel_id', b.novel_id)
            else '{}' end,
      e.command_id, e.correlation_id, e.occurred_at, e.undo_version, e.redo_version
    from domain_events e, wait
    where e.session_id = s.session_id and e.version <= b.version order by e.version
    returning event_id, version
  ), published as (
    insert into event_outbox (event_id, session_id, account_id, version)
    select event_id, b.session_id, b.account_id, version from copied order by version
  )
  insert into genesis_proposals
    (proposal_id, session_id, account_id, stage, round, candidates, origin, command_id, created_at, content_version)
  select p.proposal_id, b.session_id, b.account_id, p.stage, p.round, null, p.origin, p.command_id, p.created_at,
    p.content_version
  from genesis_proposals p
  where p.session_id = s.session_id and p.proposal_id in (
    select genesis.rounds_of(e.payload) from domain_events e
    where e.session_id = s.session_id and e.version <= b.version)
$$;
grant execute on function genesis.copy_log(genesis_sessions, genesis_sessions) to genesis_app;
