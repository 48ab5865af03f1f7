-- migrate:up
-- Runs that may be left behind are found by when their wait was expired (left_runs).
create index flow_resume_handles_expired on flow_resume_handles (updated_at) where status = 'EXPIRED';

-- migrate:down
drop index flow_resume_handles_expired;
