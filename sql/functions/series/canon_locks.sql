-- What of a finished book's world or cast is canon, as pointers: locked until the writer unlocks it. Items
-- are locked one by one, so that others can be added. Open stays what a new book is about: who wants
-- and needs what, how they change, what they know, and how two of them stand.
create or replace function genesis.canon_locks(p_stage text, p_content jsonb) returns jsonb
language sql immutable as $$
  with fields as (
    select key, value from jsonb_each(p_content)
    where key not in ('title', 'logline', 'facts', 'why', 'open_questions', 'proposed_answers', 'relations')
  )
  select coalesce(jsonb_agg(pointer order by pointer), '[]') from (
    select '/' || key as pointer from fields where jsonb_typeof(value) <> 'array'
    union all
    select '/' || key || '/' || n - 1
    from fields, jsonb_array_elements(value) with ordinality as x (item, n)
    where jsonb_typeof(value) = 'array' and not (p_stage = 'CHARACTERS' and key = 'characters')
    union all
    select '/characters/' || n - 1 || '/' || field
    from jsonb_array_elements(case when p_stage = 'CHARACTERS' then p_content -> 'characters' else '[]' end)
      with ordinality as x (person, n), jsonb_object_keys(person) field
    where field in ('name', 'aliases', 'gender', 'sign', 'presence', 'voice')
  ) canon
$$;
grant execute on function genesis.canon_locks(text, jsonb) to genesis_app;
