-- Asked by edges of 0.1.0 alone, each two seconds, which serve on while the schema is brought to this
-- release: which of the sign-ins that have streams open there are over, and which accounts were taken
-- into others since p_since: {ended: [sign_in_id], merges: {from: into}}. No login may call it.
create or replace function genesis.account_news(p_sign_ins uuid[], p_since timestamptz) returns jsonb
language sql stable as $$
  select jsonb_build_object(
    'ended', (
      select coalesce(jsonb_agg(asked), '[]') from unnest(p_sign_ins) asked
      where not exists (select from sign_ins s
        where s.sign_in_id = asked and s.ended_at is null and s.expires_at > now())),
    'merges', (
      select coalesce(jsonb_object_agg(m.account_id, m.into_account_id), '{}') from account_merges m
      where m.merged_at >= p_since and m.undone_at is null))
$$;
grant execute on function genesis.account_news(uuid[], timestamptz) to genesis_service;
