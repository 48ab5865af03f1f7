-- Copies of a session whose run is paused, each with a wait and a run of its own.
create temporary table seeded as
  select gen_random_uuid() as session_id, gen_random_uuid() as correlation_id,
    gen_random_uuid() as flow_run_id
  from generate_series(1, 10000);

insert into genesis_sessions
  select (jsonb_populate_record(s, to_jsonb(n))).*
  from genesis_sessions s cross join seeded n
  where s.session_id = current_setting('test.session')::uuid;

insert into flow_resume_handles
  select (jsonb_populate_record(h, to_jsonb(n)
    || jsonb_build_object('handle_id', gen_random_uuid(), 'pause_key', n.correlation_id))).*
  from flow_resume_handles h
  join genesis_sessions s on s.session_id = h.session_id and s.correlation_id = h.correlation_id
  cross join seeded n
  where h.session_id = current_setting('test.session')::uuid and h.status = 'PAUSED';

insert into genesis_stages
  select (jsonb_populate_record(g, jsonb_build_object('session_id', n.session_id))).*
  from genesis_stages g cross join seeded n
  where g.session_id = current_setting('test.session')::uuid;

drop table seeded;
