-- migrate:up
-- What stands in a stage (what is accepted, and what is chosen), in lower case: what the shelf is
-- searched for. Kept by a trigger, so that no search reads and lowers whole contents. Null where the text
-- of a chosen round stands in another session: a branch stores none twice.
alter table genesis_stages add column says text;
update genesis_stages st set says = lower(said.texts)
from (
  select p.session_id, p.stage, string_agg(leaf #>> '{}', E'\x1f') as texts
  from genesis_stages chosen
    join genesis_proposals p on p.session_id = chosen.session_id
      and p.proposal_id in (chosen.accepted_proposal_id, chosen.working_proposal_id)
    cross join lateral jsonb_array_elements(p.candidates) candidate
    cross join lateral jsonb_path_query(candidate -> 'content', 'strict $.** ? (@.type() == "string")') leaf
  where p.stage = chosen.stage
    and candidate ->> 'candidate_id' in (chosen.accepted_candidate_id::text, chosen.working_candidate_id::text)
  group by p.session_id, p.stage
) said
where st.session_id = said.session_id and st.stage = said.stage and not exists (
  select from genesis_proposals p where p.session_id = st.session_id and p.candidates is null
    and p.proposal_id in (st.accepted_proposal_id, st.working_proposal_id));

-- migrate:down
alter table genesis_stages drop column says;
