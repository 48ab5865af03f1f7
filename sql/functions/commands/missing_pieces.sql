-- The pieces of a revision (`use`) that this session and its branches do not have in that stage, as contract issues;
-- '[]' where it has all of them.
create or replace function genesis.missing_pieces(p_session uuid, p_stage text, p_use jsonb) returns jsonb
language sql stable as $$
  select coalesce(jsonb_agg(jsonb_build_object(
      'path', '/payload/use/' || (n - 1) || '/' || missing.field,
      'message', missing.message) order by n), '[]')
  from jsonb_array_elements(p_use) with ordinality as t (piece, n)
  left join lateral genesis.piece_round(p_session, p_stage, (piece ->> 'proposal_id')::uuid) p on true
  cross join lateral (
    select genesis.candidate_of(p, (piece ->> 'candidate_id')::uuid) as candidate offset 0) c
  cross join lateral (
    select case
        when p.proposal_id is null then 'proposal_id'
        when c.candidate is null then 'candidate_id'
        when c.candidate -> 'content' #> genesis.pointer_path(piece ->> 'pointer') is null then 'pointer'
      end as field,
      case
        when p.proposal_id is null then 'this session has no such proposal in this stage'
        when c.candidate is null then 'this proposal has no such candidate'
        else 'points to nothing in this candidate'
      end as message offset 0) missing
  where missing.field is not null
$$;
grant execute on function genesis.missing_pieces(uuid, text, jsonb) to genesis_app;
