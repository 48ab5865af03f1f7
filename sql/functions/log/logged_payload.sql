-- A payload as it is hashed and taken away: as it is stored, and the round that it refers to put in as
-- that is stored. A request that it refers to is in the log already.
-- Here and in next_hash a single expression, which is written into the statement that stores an event.
create or replace function genesis.logged_payload(p_session uuid, p_payload jsonb) returns text
language sql stable as $$
  select case when (p_payload #> '{proposal,proposal_id}' is null or p_payload #> '{proposal,candidates}' is not null)
      and not p_payload ? 'stages'
    then p_payload::text else genesis.payload_with_round(p_session, p_payload)::text end
$$;
grant execute on function genesis.logged_payload(uuid, jsonb) to genesis_app, genesis_service;
