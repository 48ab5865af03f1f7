-- For the stream hub's poll: in which sessions something happened in the last so many milliseconds, and
-- where generations run now: {moved: [[session_id, newest version], …], running: [session_id, …]}.
-- It costs what happened, however many sessions there are: ids of events begin with their time, and each
-- has its row in the outbox for longer than is asked (sql/migrations/20261128060001_outbox_version.sql).
-- (In a subquery the boundary is made once; uuidv7 is volatile, and no index is searched by what changes
-- from row to row. The settings: the statistics do not say how little is beyond it, a hash table is made
-- for as much as they say, and planning anew at each call takes longer than to look.)
create or replace function genesis.recent_work(p_since_ms bigint) returns json
language sql stable
set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_bitmapscan = off
set enable_hashjoin = off set enable_mergejoin = off set enable_hashagg = off
as $$
  select json_build_object(
    'moved', coalesce((
      select json_agg(json_build_array(session_id, version)) from (
        select session_id, max(version) as version from (
          -- By itself, with nothing that an order would serve.
          select session_id, version from event_outbox
          where event_id > (select uuidv7(-p_since_ms * interval '1 millisecond')) offset 0) recent
        group by session_id) moved), '[]'),
    'running', coalesce((
      select json_agg(distinct session_id) from command_inbox
      where status in ('RECEIVED', 'PROCESSING')), '[]'))
$$;
grant execute on function genesis.recent_work(bigint) to genesis_service;
