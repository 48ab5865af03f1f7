-- What is made of a session by other ways than a request's: a material, a finished book, and an account that
-- was taken into its own. $1: the session. Answers their ids.
with s as (
  select session_id, account_id from genesis_sessions where session_id = $1
), material as (
  insert into materials (session_id, account_id, name, kind, encoding, chars, content, sections, left_out, original, bytes)
  select session_id, account_id, 'n', 'text', 'utf-8', 1, 't',
    '[{"section_id": "s1", "heading": "", "level": 0, "at": 0, "chars": 1, "goes_to": "idea", "is_group": false}]',
    '[]', 't', 3 from s
  returning material_id
), novel as (
  insert into novels (session_id, account_id, title, language, content)
  select session_id, account_id, 'Mine', 'en', '{}' from s
  returning novel_id
), other as (
  insert into accounts default values returning account_id
), merge as (
  insert into account_merges (account_id, into_account_id, session_ids)
  select other.account_id, s.account_id, array[s.session_id] from other, s
  returning merge_id
)
select material_id, novel_id, merge_id from material, novel, merge;
