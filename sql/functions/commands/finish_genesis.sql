-- FINISH_GENESIS: the novel, from the five accepted contents. Finishing a reopened session again
-- keeps its novel_id. No run owns a finished session.
create or replace function genesis.finish_genesis(
  s genesis_sessions, p_payload jsonb, p_key text, p_hash text
) returns jsonb
language plpgsql as $$
declare
  v_version integer := s.version + 1;
  v_novel novels;
  v_title text;
  v_content jsonb;
  v_command command_inbox;
begin
  v_content := genesis.novel_content(s, genesis.accepted_in(genesis.choices_of(s)));
  v_title := coalesce(p_payload ->> 'title', nullif(s.title, ''),
    left(v_content -> 'concept' ->> 'title', 200));
  insert into novels (session_id, account_id, title, language, content)
  values (s.session_id, s.account_id, v_title, s.language, v_content)
  on conflict (session_id) do update
    set edition = novels.edition + 1, title = excluded.title, language = excluded.language,
        content = excluded.content, content_version = excluded.content_version, updated_at = now()
  returning * into v_novel;
  v_command := genesis.insert_command(s, 'FINISH_GENESIS', p_payload, false, s.current_stage, v_version,
    null, jsonb_build_object('novel_id', v_novel.novel_id), p_key, p_hash);
  perform genesis.move_session(s, 'COMPLETED');
  perform genesis.append_event(s.session_id, s.account_id, v_version, 'genesis.session.finished',
    jsonb_build_object('novel_id', v_novel.novel_id, 'edition', v_novel.edition, 'title', v_novel.title),
    v_command.command_id, null);
  update genesis_sessions
    set version = v_version, novel_id = v_novel.novel_id, title = v_title, updated_at = now()
    where session_id = s.session_id;
  return jsonb_build_object('outcome', 'ACCEPTED', 'answer', genesis.command_answer(v_command));
end
$$;
grant execute on function genesis.finish_genesis(genesis_sessions, jsonb, text, text) to genesis_app;
