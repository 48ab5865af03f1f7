-- Runs of Prefect that have ended, as if they had a month ago: its shortest retention is an hour.
update flow_run set end_time = end_time - interval '30 days'
where state_type in ('COMPLETED', 'FAILED', 'CANCELLED', 'CRASHED')
  and end_time > now() - interval '7 days';
