-- A stored payload with what it only refers to:
--   proposal: {proposal_id}   the round, from genesis_proposals, as it is stored: it is of the
--                             version that its event is of, and event_payload upcasts both
--   stages: {STAGE: {proposal}}  likewise, one a stage
--   request_version           `payload`, from the event that asked for the generation
-- Events of release 0.1.0 refer to nothing.
create or replace function genesis.referred_payload(e domain_events) returns jsonb
language plpgsql stable as $$
declare
  v_payload jsonb := e.payload;
begin
  if v_payload -> 'proposal' ? 'proposal_id' and not v_payload -> 'proposal' ? 'candidates' then
    v_payload := v_payload || (
      select jsonb_build_object('proposal', genesis.stored_proposal_json(p)) from genesis_proposals p
      where p.session_id = e.session_id
        and p.proposal_id = (v_payload -> 'proposal' ->> 'proposal_id')::uuid);
  end if;
  if e.event_type = 'genesis.name.changed' then
    v_payload := jsonb_set(v_payload, '{stages}', (
      select jsonb_object_agg(key, value || jsonb_build_object('proposal', genesis.stored_proposal_json(p)))
      from jsonb_each(v_payload -> 'stages') join genesis_proposals p
        on p.session_id = e.session_id and p.proposal_id = (value #>> '{proposal,proposal_id}')::uuid));
  end if;
  if v_payload ? 'request_version' then
    v_payload := v_payload - 'request_version' || (
      select jsonb_build_object('payload', genesis.event_payload(r) -> 'payload') from domain_events r
      where r.session_id = e.session_id and r.version = (v_payload ->> 'request_version')::integer);
  end if;
  return v_payload;
end
$$;
grant execute on function genesis.referred_payload(domain_events) to genesis_app, genesis_service;
