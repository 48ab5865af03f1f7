-- The commands with a function of their own. The caller holds the session's lock and has checked
-- that the command is allowed; p_pending is the background command that is pending, or null.
create or replace function genesis.accept_other(
  p_session uuid, p_pending uuid, p_type text, p_payload jsonb, p_key text, p_hash text
) returns jsonb
language plpgsql as $$
declare
  s genesis_sessions;
begin
  select * into strict s from genesis_sessions where session_id = p_session;
  case p_type
    when 'CONFIRM_STAGE' then return genesis.confirm_stage(s, p_payload, p_key, p_hash);
    when 'CANCEL_GENERATION' then return genesis.cancel_generation(s, p_pending, p_payload, p_key, p_hash);
    when 'FINISH_GENESIS' then return genesis.finish_genesis(s, p_payload, p_key, p_hash);
    when 'SELECT_CANDIDATE' then return genesis.select_candidate(s, p_payload, p_key, p_hash);
    when 'SAVE_CANDIDATE' then return genesis.save_candidate(s, p_payload, p_key, p_hash);
    when 'ANSWER_QUESTIONS' then return genesis.answer_questions(s, p_payload, p_key, p_hash);
    when 'UPDATE_BRIEF' then return genesis.update_brief(s, p_payload, p_key, p_hash);
    when 'SET_BUDGET' then return genesis.set_budget(s, p_payload, p_key, p_hash);
    when 'REOPEN_STAGE' then return genesis.reopen_stage(s, p_payload, p_key, p_hash);
    when 'KEEP_STAGE' then return genesis.keep_stage(s, p_payload, p_key, p_hash);
    when 'RENAME_EVERYWHERE' then return genesis.rename_everywhere(s, p_payload, p_key, p_hash);
    when 'UNDO' then return genesis.undo_command(s, p_payload, p_key, p_hash);
    when 'REDO' then return genesis.redo_command(s, p_payload, p_key, p_hash);
    when 'ABANDON_SESSION', 'RESUME_SESSION' then
      return genesis.abandon_session(s, p_type, p_payload, p_key, p_hash);
    when 'ARCHIVE_SESSION', 'UNARCHIVE_SESSION', 'RENAME_SESSION' then
      return genesis.shelve_session(s, p_type, p_payload, p_key, p_hash);
  end case;
end
$$;
grant execute on function genesis.accept_other(uuid, uuid, text, jsonb, text, text) to genesis_app;
