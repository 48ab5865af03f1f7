-- Goes on with what a session repeats (start_replay): sends the next commands, up to one that starts a
-- generation. Whoever ends that generation calls it again, in the same transaction: so a replay is as
-- durable as its commands. After a failure it waits for the writer, and goes on with the round that a
-- retry brings; a stop ends it, and so does an account that is full or a budget that is spent. A command
-- that is not possible here is left out; where a generation was, the replay ends as one that was stopped.
create or replace function genesis.advance_replay(p_session uuid) returns void
language plpgsql as $$
declare
  r session_replays;
  e domain_events;
  v_command jsonb;
  v_outcome jsonb;
begin
  select * into r from session_replays where session_id = p_session and status = 'RUNNING' for update;
  if not found then
    return;
  end if;
  for e in
    select * from domain_events
    where session_id = r.source_session_id and version > r.at_version and version <= r.until_version
      -- What is undone in the end is not done again; what it had written is.
      and not genesis.is_undone(r.source_session_id, version, r.until_version)
    order by version
  loop
    r.at_version := e.version;
    if e.event_type = 'genesis.candidate.saved' and genesis.parent_of_round(e) is not null then
      -- A hand edit of another text: what it was made of stands for it.
      r.rounds := genesis.with_round(r, (genesis.plain_payload(e) #>> '{proposal,proposal_id}')::uuid,
        genesis.replayed_ids(r, genesis.parent_of_round(e)));
      continue;
    end if;
    v_command := genesis.replayed_command(r, e);
    continue when v_command is null;
    v_outcome := genesis.accept_command(r.account_id, p_session, v_command ->> 'command_type',
      v_command -> 'payload', null, null, null, null, r.max_stored);
    if v_outcome ->> 'outcome' in ('BUDGET_SPENT', 'STORED_TOO_MUCH') then
      update session_replays set status = 'STOPPED' where session_id = p_session;
      return;
    end if;
    if e.event_type = 'genesis.candidate.saved' and v_outcome ? 'answer' then
      r.rounds := genesis.with_round(r, (genesis.plain_payload(e) #>> '{proposal,proposal_id}')::uuid, v_outcome #> '{answer,result}');
    end if;
    if e.event_type = 'genesis.name.changed' then
      r.rounds := genesis.with_renamed(r, genesis.plain_payload(e) -> 'stages', (v_outcome #>> '{answer,version}')::integer);
    end if;
    r.awaited_proposal_id := case when v_outcome #>> '{answer,status}' = 'RECEIVED'
      then (v_command ->> 'awaited_proposal_id')::uuid end;
    exit when r.awaited_proposal_id is not null;
  end loop;
  update session_replays
    set at_version = r.at_version, rounds = r.rounds, awaited_proposal_id = r.awaited_proposal_id,
        status = case when r.awaited_proposal_id is not null then 'RUNNING'
          when r.generations_done < r.generations_total then 'STOPPED' else 'DONE' end
    where session_id = p_session;
end
$$;
grant execute on function genesis.advance_replay(uuid) to genesis_app, genesis_service;
