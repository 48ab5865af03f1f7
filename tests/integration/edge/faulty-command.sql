-- A fault that only one command has: the idea "faulty" cannot be stored.
create function refuse() returns trigger language plpgsql as $$
begin
  raise exception 'a fault of this command';
end
$$;
create trigger refuse before insert on command_inbox for each row
  when (new.payload ->> 'idea' = 'faulty') execute function refuse();
