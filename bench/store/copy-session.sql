-- pg_temp.copy_session: copies of one session, p_copies of them from number p_from on, as the sessions of
-- other accounts, ten of an account: its rows in every table that has a session_id, as if all of it had
-- happened p_age earlier. An id of a copy is the original's with that time and the copy's number, so that
-- what refers to one another still does. For a superuser: nothing is checked and no trigger runs.
create or replace function pg_temp.copy_session(p_session uuid, p_from integer, p_copies integer, p_age interval)
returns void
language plpgsql as $$
declare
  v_time text := left(uuidv7(-p_age)::text, 13);
  v_id text := format('(%L || substr(%%s::text, 14, 11) || lpad(to_hex(%%s), 12, ''0''))::uuid', v_time);
  v_table regclass;
  v_columns text;
  v_values text;
begin
  perform set_config('session_replication_role', 'replica', true);
  execute format(
    'insert into accounts (account_id) select distinct %s from genesis_sessions t, generate_series($2, $3) n
      where session_id = $1 on conflict do nothing', format(v_id, 't.account_id', 'n / 10'))
    using p_session, p_from, p_from + p_copies - 1;
  for v_table in
    select c.oid::regclass from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'session_id'
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
  loop
    select string_agg(quote_ident(attname), ', ' order by attnum),
      string_agg(case
        when attname = 'account_id' then format(v_id, 't.account_id', 'n / 10')
        when atttypid = 'uuid'::regtype then format(v_id, 't.' || quote_ident(attname), 'n')
        when atttypid = 'timestamptz'::regtype then format('t.%I - $4', attname)
        else 't.' || quote_ident(attname) end, ', ' order by attnum)
      into v_columns, v_values
    from pg_attribute
    where attrelid = v_table and attnum > 0 and not attisdropped and attgenerated = '' and attidentity = '';
    execute format('insert into %s (%s) select %s from generate_series($2, $3) n, %s t where t.session_id = $1',
      v_table, v_columns, v_values, v_table)
      using p_session, p_from, p_from + p_copies - 1, p_age;
  end loop;
end
$$;
