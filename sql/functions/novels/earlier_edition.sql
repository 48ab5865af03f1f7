-- A novel as it was finished before: its texts are those that were accepted then, which are still
-- there, and nothing is stored twice. What it had cost is not known any more.
create or replace function genesis.earlier_edition(n novels, p_edition integer) returns jsonb
language sql stable as $$
  select genesis.novel_content(s, genesis.accepted_in(genesis.choices_at(n.session_id, e.version)))
    || jsonb_build_object(
      'usage', '{"input_tokens": 0, "output_tokens": 0, "cost_usd": null}'::jsonb,
      'novel_id', n.novel_id, 'session_id', n.session_id, 'series', genesis.series_json(s), 'edition', p_edition,
      'title', genesis.event_payload(e) -> 'title', 'language', n.language,
      'created_at', genesis.iso(n.created_at), 'updated_at', genesis.iso(e.occurred_at))
  from domain_events e join genesis_sessions s using (session_id)
  where e.session_id = n.session_id and e.event_type = 'genesis.session.finished'
    and (genesis.event_payload(e) ->> 'edition')::integer = p_edition
$$;
grant execute on function genesis.earlier_edition(novels, integer) to genesis_app;
