-- A finished book's world or cast as the next book begins with it: what is settled stays, the questions
-- are what changes between the two, and nobody knows of a thread that this book does not have.
-- p_stage: WORLDVIEW or CHARACTERS; p_novel: novel_json; p_title: what the finished book is called.
create or replace function genesis.canon_content(p_stage text, p_novel jsonb, p_language text)
returns jsonb
language sql volatile as $$
  with book as (
    select case p_stage when 'WORLDVIEW' then p_novel -> 'world' else p_novel -> 'characters' end as content,
      left(p_novel ->> 'title', 60) as title,
      coalesce((select left(c ->> 'name', 60) from jsonb_array_elements(p_novel -> 'characters' -> 'characters')
        with ordinality as x (c, n) order by (c ->> 'weight' = 'lead') desc, n limit 1), '') as lead,
      (select coalesce(jsonb_object_agg(secret ->> 'id', true), '{}')
        from jsonb_array_elements(p_novel -> 'world' -> 'secrets') secret) as secrets
  ), asked as (
    select case
      when p_stage = 'WORLDVIEW' and p_language = 'en' then array[
        format('How long after “%s” does this book begin, and where?', title),
        format('What has changed in the world since “%s”: which rule, power or place?', title),
        format('Who knows by now what “%s” brought to light?', title)]
      when p_stage = 'WORLDVIEW' then array[
        format('《%s》之后过了多久，这一部从何时何地开始？', title),
        format('《%s》之后，世界有什么变了：哪条规则、哪个势力、哪个地方？', title),
        format('《%s》里揭开的事，如今有谁知道？', title)]
      when p_language = 'en' then array[
        format('What has become of %s since the end of “%s”, and what is wanted now?', lead, title),
        format('Who of “%s” is not here any more, and who is new?', title),
        format('Which relation stands differently from how “%s” left it?', title)]
      else array[
        format('从《%2$s》的结局起，%1$s变了什么，如今想要什么？', lead, title),
        format('《%s》里的人，谁不在了，谁是新来的？', title),
        format('哪段关系已经和《%s》结尾时不同？', title)]
      end as questions
    from book
  )
  select (content - 'proposed_answers') || jsonb_build_object('open_questions', (
      select jsonb_agg(jsonb_build_object('id', uuidv7(), 'question', q) order by n)
      from unnest(questions) with ordinality as x (q, n)))
    || case when p_stage = 'CHARACTERS' then jsonb_build_object('characters', (
      select jsonb_agg(case when c ? 'knows' then c || jsonb_build_object('knows', coalesce((
          select jsonb_agg(k order by m) from jsonb_array_elements(c -> 'knows') with ordinality as y (k, m)
          where secrets ? (k ->> 'what_id')), '[]')) else c end order by n)
      from jsonb_array_elements(content -> 'characters') with ordinality as x (c, n))) else '{}' end
  from book, asked
$$;
grant execute on function genesis.canon_content(text, jsonb, text) to genesis_app;
