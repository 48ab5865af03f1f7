-- Reads on a server that has come as far as p_position, for which it waits a moment; else is_replayed is
-- false and nothing is read. VOLATILE, so that what is read sees what came while it waited: a statement
-- of a stable function would see what there was when it began.
-- p_function: one of REPLICA_FUNCTIONS (edge/database/replica-reads.ts), with the account and p_args as
-- its arguments; '': none. log_position: no less than what the answer has seen.
create or replace function genesis.read_at(
  p_position pg_lsn, p_wait_ms integer, p_account uuid, p_is_asked boolean, p_sign_in uuid, p_token_sid text,
  p_token_issued_at bigint, p_function text, p_args jsonb,
  out is_replayed boolean, out is_signed_in boolean, out answer text, out log_position text
)
language plpgsql volatile as $$
declare
  v_until timestamptz := clock_timestamp() + p_wait_ms * interval '1 millisecond';
  a text[] := array(select jsonb_array_elements_text(p_args));
begin
  loop
    is_replayed := genesis.log_position()::pg_lsn >= p_position;
    exit when is_replayed or clock_timestamp() >= v_until;
    perform pg_sleep(0.005);
  end loop;
  if not is_replayed then
    return;
  end if;
  is_signed_in := not p_is_asked or genesis.is_signed_in(p_account, p_sign_in, p_token_sid, p_token_issued_at);
  if is_signed_in then
    case p_function
      when '' then null;
      when 'session_state' then answer := genesis.session_state(p_account, a[1]::uuid);
      when 'list_events' then answer := genesis.list_events(p_account, a[1]::uuid, a[2]::integer, a[3]::integer);
      when 'list_proposals' then answer := genesis.list_proposals(p_account, a[1]::uuid, a[2], a[3], a[4]::integer);
      when 'provenance' then
        answer := genesis.provenance(p_account, a[1]::uuid, a[2], a[3], a[4], a[5]::integer);
      when 'log_header' then answer := genesis.log_header(p_account, a[1]::uuid, a[2]::jsonb);
      when 'log_page' then
        answer := genesis.log_page(p_account, a[1]::uuid, a[2]::integer, a[3]::integer, a[4]::integer);
      when 'export_log' then answer := genesis.export_log(p_account, a[1]::uuid, a[2], a[3], a[4]::integer);
      when 'list_novels' then answer := genesis.list_novels(p_account, a[1], a[2]::integer);
      when 'get_novel' then answer := genesis.get_novel(p_account, a[1]::uuid, a[2]::integer);
    end case;
  end if;
  log_position := genesis.log_position();
end
$$;
grant execute on function genesis.read_at(pg_lsn, integer, uuid, boolean, uuid, text, bigint, text, jsonb) to genesis_app;
