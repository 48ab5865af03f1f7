-- What two questions are compared by: width, case, spaces and marks do not matter.
create or replace function genesis.question_key(p_question text) returns text
language sql immutable as $$
  select coalesce(nullif(regexp_replace(lower(normalize(p_question, NFKC)),
    '[[:space:][:punct:]。、《》〈〉「」『』【】“”‘’…—·]', '', 'g'), ''), p_question)
$$;
grant execute on function genesis.question_key(text) to genesis_app, genesis_service;
