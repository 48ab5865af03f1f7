-- An event of a repeated session as the command that does it again here: {command_type, payload,
-- awaited_proposal_id}, the last where it generates: the round that it brought there. Null where nothing is to be
-- done: it is no writer's command, it brought nothing, or what it is about is not here.
create or replace function genesis.replayed_command(r session_replays, e domain_events) returns jsonb
language plpgsql stable as $$
declare
  v jsonb := genesis.event_payload(e);
  v_payload jsonb := v -> 'payload';
  v_ids jsonb;
  v_awaited uuid;
begin
  if e.correlation_id is not null then
    v_awaited := genesis.generated_by(e, r.until_version);
  end if;
  case e.event_type
    when 'genesis.inspiration.requested', 'genesis.idea.submitted', 'genesis.import.requested' then
      return case when v_awaited is not null then jsonb_build_object('command_type', v -> 'command_type',
        'payload', v_payload, 'awaited_proposal_id', v_awaited) end;
    when 'genesis.revision.requested', 'genesis.regeneration.requested' then
      if v_awaited is null then
        return null;
      end if;
      if v_payload ? 'candidate_id' then
        v_ids := genesis.replayed_ids(r, v_payload);
        if v_ids is null then
          return null;
        end if;
        v_payload := v_payload || v_ids || genesis.replayed_pointers(r.session_id, v_ids,
          jsonb_build_object('locked', v -> 'locked', 'only', v_payload -> 'only'));
      end if;
      return jsonb_build_object('command_type', v -> 'command_type', 'awaited_proposal_id', v_awaited,
        -- A piece of a round that is another text here cannot be carried in word for word.
        'payload', jsonb_strip_nulls(v_payload - 'use'));
    when 'genesis.stage.confirmed' then
      v_ids := coalesce(genesis.replayed_ids(r, v), genesis.replayed_ids(r, genesis.parent_of_round(e)));
      return case when v_ids is not null then jsonb_build_object('command_type', 'CONFIRM_STAGE',
        'payload', v_ids || jsonb_build_object('stage', v -> 'stage'), 'awaited_proposal_id', v_awaited) end;
    when 'genesis.candidate.saved' then
      return jsonb_build_object('command_type', 'SAVE_CANDIDATE', 'payload', jsonb_build_object(
        'stage', v -> 'stage', 'content', v #> '{proposal,candidates,0,content}'));
    when 'genesis.name.changed' then
      return jsonb_build_object('command_type', 'RENAME_EVERYWHERE', 'payload', jsonb_build_object(
        'from', v -> 'from', 'to', v -> 'to'));
    when 'genesis.stage.reopened' then
      return jsonb_build_object('command_type', 'REOPEN_STAGE', 'payload', jsonb_build_object('stage', v -> 'stage'));
    when 'genesis.stage.kept' then
      return jsonb_build_object('command_type', 'KEEP_STAGE', 'payload', jsonb_build_object('stage', v -> 'stage'));
    when 'genesis.brief.updated' then
      return jsonb_build_object('command_type', 'UPDATE_BRIEF', 'payload', jsonb_strip_nulls(
        v -> 'brief' #- '{door}' #- '{idea}'));
    else
      return null;
  end case;
end
$$;
grant execute on function genesis.replayed_command(session_replays, domain_events) to genesis_app, genesis_service;
