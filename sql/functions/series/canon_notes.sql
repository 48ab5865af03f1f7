-- What every stage of the next book is told of the one before it, as a standing order that the writer sees
-- and may change: at most 4000 characters.
create or replace function genesis.canon_notes(p_novel jsonb, p_number integer, p_language text) returns text
language sql stable as $$
  with cast_of as (
    select string_agg(left(c ->> 'name', 60) || case p_language when 'en' then ': ' else '：' end
      || left(c ->> 'role', 120), E'\n' order by n) as lines
    from jsonb_array_elements(p_novel -> 'characters' -> 'characters') with ordinality as x (c, n)
  ), rules as (
    select string_agg(left(r ->> 'rule', 160), E'\n' order by n) as lines
    from jsonb_array_elements(p_novel -> 'world' -> 'rules') with ordinality as x (r, n)
  )
  select left(case when p_language = 'en' then format(
      E'Book %s, after “%s”: %s\nIt ended: %s\nThe same world holds: %s\n%s\nThe same people:\n%s',
      p_number, left(p_novel ->> 'title', 200), left(p_novel ->> 'blurb', 600),
      left(p_novel -> 'story' -> 'ending' ->> 'answer', 600), left(p_novel -> 'world' ->> 'time_place', 400),
      rules.lines, cast_of.lines)
    else format(
      E'第 %s 部，接在《%s》之后：%s\n上一部的结局：%s\n世界仍是那个世界：%s\n%s\n人还是那些人：\n%s',
      p_number, left(p_novel ->> 'title', 200), left(p_novel ->> 'blurb', 600),
      left(p_novel -> 'story' -> 'ending' ->> 'answer', 600), left(p_novel -> 'world' ->> 'time_place', 400),
      rules.lines, cast_of.lines) end, 4000)
  from cast_of, rules
$$;
grant execute on function genesis.canon_notes(jsonb, integer, text) to genesis_app;
