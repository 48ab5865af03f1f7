-- What an imported log amounts to beside its choices: texts that were kept, rounds that were accepted,
-- the last error, budget and wait; and what it has used, as its header says (log_usage).
create or replace function genesis.set_imported(p_session uuid, p_usage jsonb) returns void
language sql as $$
  update genesis_stages st
    set kept_text = (select genesis.plain_payload(e) ->> 'kept_text' from domain_events e
          where e.session_id = p_session and genesis.plain_payload(e) ->> 'stage' = st.stage
            and e.event_type in ('genesis.proposal.ready', 'genesis.stage.confirmed', 'genesis.command.failed',
              'genesis.command.cancelled')
          order by e.version desc limit 1),
        accepted_rounds = genesis.accepted_in_log(p_session, st.stage),
        input_tokens = coalesce((p_usage #>> array['stages', st.stage, 'input_tokens'])::bigint, 0),
        output_tokens = coalesce((p_usage #>> array['stages', st.stage, 'output_tokens'])::bigint, 0),
        cost_usd = (p_usage #>> array['stages', st.stage, 'cost_usd'])::numeric
    where st.session_id = p_session;
  update genesis_sessions s
    set last_error = genesis.error_in_log(p_session),
        novel_id = (select novel_id from novels where session_id = p_session),
        limit_usd = (select (payload ->> 'limit_usd')::numeric from domain_events
          where session_id = p_session and event_type = 'genesis.budget.set' order by version desc limit 1),
        correlation_id = (
          select coalesce(payload ->> 'next_correlation_id', payload ->> 'correlation_id')::uuid from domain_events
          where session_id = p_session and (event_type = 'genesis.session.created'
            or payload ->> 'next_correlation_id' is not null)
          order by version desc limit 1),
        input_tokens = (p_usage #>> '{session,input_tokens}')::bigint,
        output_tokens = (p_usage #>> '{session,output_tokens}')::bigint,
        cost_usd = (p_usage #>> '{session,cost_usd}')::numeric,
        spent_usd = (p_usage #>> '{session,spent_usd}')::numeric
    where s.session_id = p_session;
$$;
grant execute on function genesis.set_imported(uuid, jsonb) to genesis_app;
