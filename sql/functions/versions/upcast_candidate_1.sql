-- A candidate of version 1, as it is stored or as the wire has it, in the form of version 2: its
-- content, and the pointers into it, whole or packed (pack_pointers).
create or replace function genesis.upcast_candidate_1(p_stage text, p_candidate jsonb) returns jsonb
language sql immutable as $$
  select '{"receipts": []}' || regexp_replace((p_candidate - 'content')::text, '(["/])faction_id"', '\1faction_ids"', 'g')::jsonb
    || jsonb_build_object('content', genesis.upcast_content_1(p_stage, p_candidate -> 'content'))
$$;
grant execute on function genesis.upcast_candidate_1(text, jsonb) to genesis_app, genesis_service;
