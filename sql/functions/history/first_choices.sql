-- The choices of a session before its first event.
create or replace function genesis.first_choices() returns jsonb
language sql immutable as $$
  select jsonb_build_object('title', '', 'status', 'ACTIVE', 'current_stage', 'CONCEPT_SELECTION',
    'brief', genesis.brief_json('{}'), 'answers', '[]'::jsonb, 'archived_at', null, 'stages', (
      select jsonb_object_agg(stage,
        '{"status": "EMPTY", "accepted": null, "working": null, "stale_because": null}'::jsonb)
      from unnest(genesis.stage_names()) stage))
$$;
grant execute on function genesis.first_choices() to genesis_app, genesis_service;
