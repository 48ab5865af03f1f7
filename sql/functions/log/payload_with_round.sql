-- A stored payload with the round that it refers to, or those of its stages, as they are stored. Each is
-- looked up by itself: joined, every round of the session would be read to find one.
create or replace function genesis.payload_with_round(p_session uuid, p_payload jsonb) returns jsonb
language sql stable as $$
  with rounds as (
    select p.stage, jsonb_build_object('proposal', jsonb_build_object('proposal_id', p.proposal_id,
      'round', p.round, 'candidates', genesis.candidates_of(p), 'origin', p.origin,
      'content_version', p.content_version)) as said
    from (select distinct genesis.rounds_of(p_payload)) as brought(id)
      cross join lateral (select * from genesis_proposals
        where session_id = p_session and proposal_id = brought.id limit 1) p
  )
  select p_payload || case when p_payload ? 'stages' then jsonb_build_object('stages', (
      select jsonb_object_agg(key, value || said)
      from jsonb_each(p_payload -> 'stages') join rounds on rounds.stage = key))
    else (select said from rounds) end
$$;
grant execute on function genesis.payload_with_round(uuid, jsonb) to genesis_app, genesis_service;
