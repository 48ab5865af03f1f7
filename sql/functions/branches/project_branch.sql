-- What a branch's log (copy_log) amounts to, in the tables: stages, choices, budget, last error, and the
-- novel where it was finished. It has used nothing yet, whatever its rounds had cost. Returns the session.
create or replace function genesis.project_branch(b genesis_sessions) returns genesis_sessions
language plpgsql as $$
declare
  v_finished domain_events;
begin
  insert into genesis_stages (session_id, stage, account_id, proposal_count, accepted_rounds, kept_text)
  select b.session_id, stage, b.account_id,
    (select count(*) from genesis_proposals p where p.session_id = b.session_id and p.stage = st.stage),
    genesis.accepted_in_log(b.session_id, st.stage),
    (select genesis.plain_payload(e) ->> 'kept_text' from domain_events e
      where e.session_id = b.session_id and genesis.plain_payload(e) ->> 'stage' = st.stage
        and e.event_type in ('genesis.proposal.ready', 'genesis.stage.confirmed', 'genesis.command.failed',
          'genesis.command.cancelled')
      order by e.version desc limit 1)
  from unnest(genesis.stage_names()) as st (stage);
  perform genesis.set_choices(b, genesis.choices_at(b.session_id, b.version), 0);
  update genesis_sessions
    set last_error = genesis.error_in_log(b.session_id),
        limit_usd = (select (payload ->> 'limit_usd')::numeric from domain_events
          where session_id = b.session_id and event_type = 'genesis.budget.set' order by version desc limit 1)
    where session_id = b.session_id returning * into strict b;
  select * into v_finished from domain_events
    where session_id = b.session_id and event_type = 'genesis.session.finished' order by version desc limit 1;
  if found then
    insert into novels (novel_id, session_id, account_id, edition, title, language, content)
    values (b.novel_id, b.session_id, b.account_id, (genesis.plain_payload(v_finished) ->> 'edition')::integer,
      genesis.plain_payload(v_finished) ->> 'title', b.language, genesis.novel_content(b, genesis.accepted_in(
        genesis.choices_at(b.session_id, v_finished.version))));
  end if;
  return b;
end
$$;
grant execute on function genesis.project_branch(genesis_sessions) to genesis_app;
