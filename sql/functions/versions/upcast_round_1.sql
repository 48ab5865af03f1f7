-- An event's payload of version 1 with its round, where it has one, and its locks as in version 2.
create or replace function genesis.upcast_round_1(p_payload jsonb) returns jsonb
language sql immutable as $$
  select p_payload
    || case when p_payload -> 'proposal' ? 'candidates' then jsonb_build_object('proposal',
        p_payload -> 'proposal' || jsonb_build_object(
          'origin', genesis.upcast_locks_1(p_payload #> '{proposal,origin}'),
          'candidates', (
            select to_jsonb(array_agg(genesis.upcast_candidate_1(p_payload #>> '{proposal,stage}', c) order by n))
            from jsonb_array_elements(p_payload #> '{proposal,candidates}') with ordinality as x (c, n))))
      else '{}' end
    || case when jsonb_typeof(p_payload -> 'working') = 'object'
      then jsonb_build_object('working', genesis.upcast_locks_1(p_payload -> 'working')) else '{}' end
    || case when p_payload -> 'payload' ? 'locked'
      then jsonb_build_object('payload', genesis.upcast_locks_1(p_payload -> 'payload')) else '{}' end
$$;
grant execute on function genesis.upcast_round_1(jsonb) to genesis_app, genesis_service;
