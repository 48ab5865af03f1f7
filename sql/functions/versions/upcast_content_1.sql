-- A stage's content of version 1 in the form of version 2. Nothing is lost and nothing is made up:
-- what is new follows from what is there (`form.chapters`, a part's beats, a chapter's length), is
-- empty, or is "—", which readers take as not said (shared-types/content/unsaid.ts).
create or replace function genesis.upcast_content_1(p_stage text, p_content jsonb) returns jsonb
language plpgsql immutable as $$
declare
  v_content jsonb := p_content || jsonb_build_object('open_questions',
    genesis.upcast_questions_1(p_content -> 'open_questions'));
begin
  case p_stage
    when 'CONCEPT_SELECTION' then
      return v_content || '{"dramatic_question": "—"}';
    when 'STORY_CONCEPTION' then
      return v_content || jsonb_build_object(
        'form', p_content -> 'form' || jsonb_build_object('chapters', greatest(1, ceil(
          (p_content #>> '{form,target_length}')::numeric / (p_content #>> '{form,chapter_length}')::numeric))),
        'ending', '{"image": "—", "cost": "—", "answer": "—"}'::jsonb,
        'threads', coalesce((
          select to_jsonb(array_agg(t || '{"clues": [], "answered_when": "—"}' order by n))
          from jsonb_array_elements(p_content -> 'threads') with ordinality as x (t, n)), '[]'));
    when 'WORLDVIEW' then
      return v_content || '{"calendar": [], "names": []}';
    when 'CHARACTERS' then
      return v_content || jsonb_build_object('characters', coalesce((
        select to_jsonb(array_agg(c - 'faction_id' || jsonb_build_object(
            'weight', case when n = 1 then 'lead' else 'major' end, 'presence', '—', 'knows', '[]'::jsonb,
            'faction_ids', case when c ? 'faction_id' then jsonb_build_array(c -> 'faction_id')
              else '[]' end) order by n))
        from jsonb_array_elements(p_content -> 'characters') with ordinality as x (c, n)), '[]'));
    when 'PLOT_OUTLINE' then
      return v_content || jsonb_build_object('parts', coalesce((
        select to_jsonb(array_agg(genesis.upcast_part_1(p) order by n))
        from jsonb_array_elements(p_content -> 'parts') with ordinality as x (p, n)), '[]'));
  end case;
end
$$;
grant execute on function genesis.upcast_content_1(text, jsonb) to genesis_app, genesis_service;
