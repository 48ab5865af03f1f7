-- As where the server's disk has no room: what is written ends with PostgreSQL's 53100, what is read does not.
create function no_room() returns trigger language plpgsql as $$
begin
  raise exception 'could not extend file "base/1": No space left on device' using errcode = 'disk_full';
end
$$;
create trigger no_room before insert or update on command_inbox for each row execute function no_room();
