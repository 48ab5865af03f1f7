-- migrate:up
-- A content is stored once: in its round. What was accepted is the candidate that the stage names.
alter table genesis_stages drop column accepted_content;

-- The shelf shows these two of each novel, and opens no novel for them.
alter table novels
  add column blurb jsonb generated always as (content -> 'blurb') stored,
  add column tags jsonb generated always as (content -> 'tags') stored;

-- migrate:down
alter table novels drop column blurb, drop column tags;
alter table genesis_stages add column accepted_content jsonb;
update genesis_stages st set accepted_content = (
  select c -> 'content' from genesis_proposals p, jsonb_array_elements(p.candidates) c
  where p.proposal_id = st.accepted_proposal_id and c ->> 'candidate_id' = st.accepted_candidate_id::text);
