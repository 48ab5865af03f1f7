-- A command as if it had come, and ended, days ago. $1: its id, $2: how many. Answers the id that it has then.
with aged as (
  select uuidv7(make_interval(days => -$2::int, secs => -1)) as id
), task as (
  update async_tasks set command_id = aged.id from aged where command_id = $1
)
update command_inbox c set command_id = aged.id,
  received_at = received_at - make_interval(days => $2::int),
  finished_at = finished_at - make_interval(days => $2::int)
from aged where c.command_id = $1 returning c.command_id as id;
