-- Whether a choice of the log is undone at p_until. What asked for a generation never is: its texts stay.
create or replace function genesis.is_undone(p_session uuid, p_version integer, p_until integer) returns boolean
language sql stable as $$
  select coalesce((
    select e.event_type = 'genesis.command.undone' from domain_events e
    where e.session_id = p_session and e.version > p_version and e.version <= p_until
      and e.event_type in ('genesis.command.undone', 'genesis.command.redone')
      and coalesce(genesis.plain_payload(e) -> 'undone', genesis.plain_payload(e) -> 'redone') ->> 'version' = p_version::text
      and not exists (select from domain_events asked where asked.session_id = p_session
        and asked.version = p_version and genesis.plain_payload(asked) ->> 'generating' is not null)
    order by e.version desc limit 1), false)
$$;
grant execute on function genesis.is_undone(uuid, integer, integer) to genesis_app, genesis_service;
