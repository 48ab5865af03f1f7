-- An operator has a new key sign the cookies, and forgets one.
create or replace trigger audit_rotated after insert on signing_keys
  for each row execute function genesis.audit_row('signing_key.rotated', 'key_id');
create or replace trigger audit_forgotten after delete on signing_keys
  for each row execute function genesis.audit_row('signing_key.forgotten', 'key_id');
