explain (analyze, buffers, format json)
select genesis.claim_outbox(pg_backend_pid(), 0, 1, 500, 8388608, '{}', '{}', :after)
