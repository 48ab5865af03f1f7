-- What PostgreSQL 18 has by itself and 15 to 17 have not: made before the migrations, which call it.
-- On 18 nothing is made, and after an upgrade of the server its own functions come first.
do $$
begin
  if current_setting('server_version_num')::int >= 180000 then
    return;
  end if;
  -- 48 bits of milliseconds, 12 bits of their fraction (so that ids of one process ascend), 62 random.
  create or replace function public.uuidv7(p_shift interval default interval '0') returns uuid
  language sql volatile parallel safe as $function$
    select (substr(at.milliseconds, 1, 8) || '-' || substr(at.milliseconds, 9, 4) || '-7'
      || lpad(to_hex(at.fraction), 3, '0') || '-' || substr('89ab', 1 + (at.random)::int, 1)
      || substr(at.hex, 1, 3) || '-' || substr(at.hex, 4, 12))::uuid
    from (
      select lpad(to_hex(floor(t.ms)::bigint), 12, '0') as milliseconds,
        floor((t.ms - floor(t.ms)) * 4096)::int as fraction,
        get_byte(uuid_send(t.random), 0) % 4 as random,
        right(replace(t.random::text, '-', ''), 15) as hex
      from (
        select extract(epoch from clock_timestamp() + p_shift) * 1000 as ms,
          gen_random_uuid() as random
      ) t
    ) at
  $function$;
end
$$;
