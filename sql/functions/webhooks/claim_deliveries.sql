-- Deliveries that are due, at most p_limit: [{delivery_id, webhook_id, url, rule, encrypted_secret, attempts,
-- event}]; event as in the stream. In order within a session: one that waits for another try holds back
-- what is behind it there, and nothing else. Who claims has a minute for each; after that another may.
create or replace function genesis.claim_deliveries(p_limit integer) returns jsonb
language sql as $$
  with due as (
    select d.delivery_id from webhook_deliveries d
    join webhooks w on w.webhook_id = d.webhook_id and w.ended_at is null
    where d.status = 'PENDING' and d.next_attempt_at <= now()
      and not exists (
        select from webhook_deliveries b
        where b.webhook_id = d.webhook_id and b.session_id = d.session_id and b.status = 'PENDING'
          and b.delivery_id < d.delivery_id)
    order by d.next_attempt_at, d.delivery_id limit p_limit
    for update of d skip locked
  ), claimed as (
    update webhook_deliveries d set next_attempt_at = now() + interval '1 minute', attempts = attempts + 1
    from due where d.delivery_id = due.delivery_id
    returning d.*
  )
  select coalesce(jsonb_agg(jsonb_build_object(
    'delivery_id', c.delivery_id, 'webhook_id', c.webhook_id, 'url', w.url, 'rule', w.endpoint_rule,
    'encrypted_secret', w.encrypted_secret, 'attempts', c.attempts, 'session_id', c.session_id,
    'event', genesis.event_json(e)) order by c.delivery_id), '[]')
  from claimed c join webhooks w using (webhook_id) join domain_events e on e.event_id = c.event_id
$$;
grant execute on function genesis.claim_deliveries(integer) to genesis_service;
