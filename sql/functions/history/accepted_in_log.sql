-- Every round of a stage that was ever accepted, by a log, the first first: what accepted_rounds has.
create or replace function genesis.accepted_in_log(p_session uuid, p_stage text) returns jsonb
language sql stable as $$
  select coalesce(jsonb_agg(id order by first), '[]')
  from (
    select id, min(version) as first
    from (
      select e.version, case e.event_type
          when 'genesis.stage.confirmed' then case when v.payload ->> 'stage' = p_stage then v.payload -> 'proposal_id' end
          else case when (v.payload #>> array['stages', p_stage, 'is_accepted'])::boolean
            then v.payload #> array['stages', p_stage, 'proposal', 'proposal_id'] end end as id
      from domain_events e, lateral (select genesis.plain_payload(e) as payload offset 0) v
      where e.session_id = p_session and e.event_type in ('genesis.stage.confirmed', 'genesis.name.changed')
    ) accepted
    where id is not null group by id
  ) rounds
$$;
grant execute on function genesis.accepted_in_log(uuid, text) to genesis_app;
