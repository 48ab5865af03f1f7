-- Copies of a session whose run is paused, each with a wait and a run of its own.
create temporary table seeded on commit drop as
  select gen_random_uuid() as session_id, gen_random_uuid() as correlation_id,
    gen_random_uuid() as flow_run_id
  from generate_series(1, 10000);

insert into genesis_sessions
  select r.* from genesis_sessions s cross join seeded n
    cross join lateral jsonb_populate_record(s, to_jsonb(n)) r
  where s.session_id = current_setting('test.session')::uuid;

insert into flow_resume_handles
  select r.* from genesis_sessions s
    join flow_resume_handles h using (session_id, correlation_id) cross join seeded n
    cross join lateral jsonb_populate_record(h, to_jsonb(n)
      || jsonb_build_object('handle_id', gen_random_uuid(), 'pause_key', n.correlation_id)) r
  where s.session_id = current_setting('test.session')::uuid and h.status = 'PAUSED';

insert into genesis_stages
  select r.* from genesis_stages g cross join seeded n
    cross join lateral jsonb_populate_record(g, jsonb_build_object('session_id', n.session_id)) r
  where g.session_id = current_setting('test.session')::uuid;
