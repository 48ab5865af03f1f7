-- How many bytes of lines one page of a file has that is made as it is read: what is made in one piece
-- holds up what others ask of the same process, and a file has no end of its own.
create or replace function genesis.file_page_bytes() returns integer
language sql immutable as $$ select 256 * 1024 $$;
grant execute on function genesis.file_page_bytes() to genesis_app;
