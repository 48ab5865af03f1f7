-- The choices after one more event. A new event type that changes what is chosen has its branch here;
-- the random histories compare every one with the tables.
create or replace function genesis.choices_after(p_choices jsonb, e domain_events) returns jsonb
language plpgsql stable as $$
declare
  v jsonb := genesis.plain_payload(e);
  v_path text[] := array['stages', v ->> 'stage'];
  v_stage jsonb := p_choices #> v_path;
  v_at jsonb := to_jsonb(e.occurred_at at time zone 'UTC');
  v_session jsonb := '{}';
  v_basis jsonb;
  v_stale text;
  v_named record;
begin
  case e.event_type
    when 'genesis.session.created', 'genesis.session.renamed' then
      v_session := jsonb_build_object('title', v -> 'title');
    when 'genesis.inspiration.requested', 'genesis.idea.submitted' then
      v_session := jsonb_build_object('brief', genesis.brief_json('{}') || (v -> 'brief'));
    when 'genesis.brief.updated' then
      v_session := jsonb_build_object('brief', v -> 'brief');
    when 'genesis.questions.answered' then
      v_session := jsonb_build_object('answers', genesis.with_answers(p_choices -> 'answers', v -> 'answers'));
    when 'genesis.proposal.ready', 'genesis.command.failed', 'genesis.command.cancelled',
        'genesis.candidate.selected', 'genesis.candidate.saved' then
      if v ? 'working' then
        v_stage := v_stage || jsonb_build_object('working', v -> 'working');
      end if;
      if v_stage ->> 'status' = 'EMPTY' and jsonb_typeof(v -> 'proposal') = 'object' then
        v_stage := v_stage || '{"status": "DRAFT"}';
      end if;
    when 'genesis.stage.confirmed' then
      v_stage := v_stage || jsonb_build_object('status', 'CONFIRMED', 'working', v -> 'working',
        'stale_because', null, 'accepted', jsonb_build_object('proposal_id', v -> 'proposal_id',
          'candidate_id', v -> 'candidate_id', 'accepted_at', v_at));
      v_session := jsonb_build_object('title', v -> 'title', 'current_stage', v -> 'current_stage');
    when 'genesis.stage.reopened' then
      v_basis := jsonb_build_object(v ->> 'stage', (v_stage -> 'accepted') - 'accepted_at');
      v_stage := v_stage || '{"status": "DRAFT", "accepted": null}';
      for v_stale in select jsonb_array_elements_text(v -> 'stale') loop
        p_choices := jsonb_set(p_choices, array['stages', v_stale], p_choices -> 'stages' -> v_stale
          || jsonb_build_object('status', 'STALE', 'stale_because', v_basis
            || coalesce(nullif(p_choices #> array['stages', v_stale, 'stale_because'], 'null'), '{}')));
      end loop;
      v_session := jsonb_build_object('status', 'ACTIVE', 'current_stage', v -> 'current_stage');
    when 'genesis.stage.kept' then
      v_stage := v_stage || '{"status": "CONFIRMED", "stale_because": null}';
      v_session := jsonb_build_object('current_stage', v -> 'current_stage');
    when 'genesis.name.changed' then
      for v_named in select key as stage, value as now from jsonb_each(v -> 'stages') loop
        v_stage := (p_choices #> array['stages', v_named.stage])
          || jsonb_build_object('working', v_named.now -> 'working');
        if (v_named.now ->> 'is_accepted')::boolean then
          v_stage := v_stage || jsonb_build_object('accepted', (v_stage -> 'accepted')
            || ((v_named.now -> 'working') - 'locked'));
        end if;
        p_choices := jsonb_set(p_choices, array['stages', v_named.stage], v_stage);
      end loop;
      return p_choices;
    when 'genesis.session.finished' then
      v_session := jsonb_build_object('status', 'COMPLETED', 'title', v -> 'title');
    when 'genesis.session.abandoned' then
      v_session := '{"status": "ABANDONED"}';
    when 'genesis.session.resumed' then
      v_session := '{"status": "ACTIVE"}';
    when 'genesis.session.archived' then
      v_session := jsonb_build_object('archived_at', v_at);
    when 'genesis.session.unarchived' then
      v_session := '{"archived_at": null}';
    when 'genesis.command.undone', 'genesis.command.redone' then
      return v -> 'choices';
    else
      return p_choices;
  end case;
  if v_stage is not null then
    p_choices := jsonb_set(p_choices, v_path, v_stage);
  end if;
  return p_choices || v_session;
end
$$;
grant execute on function genesis.choices_after(jsonb, domain_events) to genesis_app, genesis_service;
