-- Why row-level security would not hold for what runs by the parts' logins; null where it does.
-- p_owner: whose the tables are.
create or replace function genesis.login_problem(p_owner oid) returns text
language sql stable as $$
  select coalesce(
    (select case
       when r.rolsuper then format('%I is a superuser', r.rolname)
       when r.rolbypassrls then format('%I passes row-level security by', r.rolname)
       when r.oid = p_owner then format('%I owns the tables', r.rolname)
     end
     from pg_roles r
     where (r.rolname in (select login from database_logins)
         or r.oid in (select unnest(polroles) from pg_policy where polname in ('own_account', 'service')))
       and (r.rolsuper or r.rolbypassrls or r.oid = p_owner)
     order by r.rolname limit 1),
    (select format('%I is a member of %I', m.rolname, g.rolname)
     from pg_auth_members a join pg_roles m on m.oid = a.member join pg_roles g on g.oid = a.roleid
     where m.rolname in (select login from database_logins) order by 1 limit 1),
    (select format('row-level security is off for %I', c.relname)
     from pg_class c join pg_attribute t on t.attrelid = c.oid and t.attname = 'account_id'
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and not c.relrowsecurity
     order by 1 limit 1))
$$;
