-- Keeps what a stage says in step with what is accepted and chosen in it, whatever changes that.
-- A confirmation of what is chosen already changes neither, and reads nothing. Of a round whose text
-- stands in another session (a branch's) nothing is stored here either: sessions_saying looks there.
-- The statement stands here and not in stage_says, so that a connection plans it once.
create or replace function genesis.keep_stage_says() returns trigger
language plpgsql as $$
declare
  v_before uuid[];
  v_after uuid[] := array_remove(array[new.accepted_candidate_id, new.working_candidate_id], null);
begin
  if tg_op = 'UPDATE' then
    v_before := array_remove(array[old.accepted_candidate_id, old.working_candidate_id], null);
    if v_before @> v_after and v_after @> v_before then
      return new;
    end if;
  end if;
  select case when bool_and(p.candidates is not null) then lower(string_agg(said.texts, E'\x1f')) end
    into new.says
  from genesis_proposals p
    left join lateral (
      select string_agg(leaf #>> '{}', E'\x1f') as texts
      from jsonb_array_elements(p.candidates) candidate,
        jsonb_path_query(candidate -> 'content', 'strict $.** ? (@.type() == "string")') leaf
      where candidate ->> 'candidate_id' in (new.accepted_candidate_id::text, new.working_candidate_id::text)
    ) said on true
  where p.session_id = new.session_id and p.proposal_id in (new.accepted_proposal_id, new.working_proposal_id);
  return new;
end
$$;
grant execute on function genesis.keep_stage_says() to genesis_app, genesis_service;
create or replace trigger keep_says before insert or update of accepted_candidate_id, working_candidate_id
  on genesis_stages for each row
  when (new.accepted_candidate_id is not null or new.working_candidate_id is not null or new.says is not null)
  execute function genesis.keep_stage_says();
