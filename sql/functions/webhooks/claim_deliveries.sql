-- Deliveries that are due, at most p_limit: [{delivery_id, webhook_id, url, rule, encrypted_secret, attempts,
-- event}]; event as in the stream. In order within a session: one that waits for another try holds back
-- what is behind it there, and nothing else. Who claims has a minute for each; after that another may.
-- p_under_way: those that the caller has claimed and not settled; with them, at most p_an_account of one
-- account and p_a_webhook of one webhook. What is looked at is the first of each webhook and session.
create or replace function genesis.claim_deliveries(
  p_limit integer, p_an_account integer, p_a_webhook integer, p_under_way bigint[]
) returns jsonb
language sql as $$
  with recursive first as (
    (select d.webhook_id, d.session_id, d.delivery_id, d.next_attempt_at from webhook_deliveries d
      where d.status = 'PENDING' order by d.webhook_id, d.session_id, d.delivery_id limit 1)
    union all
    select n.webhook_id, n.session_id, n.delivery_id, n.next_attempt_at from first f
    cross join lateral (
      select * from webhook_deliveries d
      where d.status = 'PENDING' and (d.webhook_id, d.session_id) > (f.webhook_id, f.session_id)
      order by d.webhook_id, d.session_id, d.delivery_id limit 1) n
  ), under_way as (
    select account_id, webhook_id from webhook_deliveries where delivery_id = any(p_under_way)
  ), of_webhook as (
    select f.delivery_id, f.next_attempt_at, w.account_id, f.webhook_id,
      row_number() over (partition by f.webhook_id order by f.next_attempt_at, f.delivery_id) as place
    from first f cross join lateral (
      select account_id from webhooks where webhook_id = f.webhook_id and ended_at is null offset 0) w
    where f.next_attempt_at <= now() and f.delivery_id <> all(p_under_way)
  ), of_account as (
    select delivery_id, next_attempt_at, account_id,
      row_number() over (partition by account_id order by next_attempt_at, delivery_id) as place
    from of_webhook c
    where place <= p_a_webhook - (select count(*) from under_way u where u.webhook_id = c.webhook_id)
  ), due as (
    select d.delivery_id from of_account c join webhook_deliveries d using (delivery_id)
    where place <= p_an_account - (select count(*) from under_way u where u.account_id = c.account_id)
      and d.status = 'PENDING' and d.next_attempt_at <= now()
    order by c.next_attempt_at, c.delivery_id limit p_limit
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
grant execute on function genesis.claim_deliveries(integer, integer, integer, bigint[]) to genesis_service;
