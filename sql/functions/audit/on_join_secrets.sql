-- What lets another browser in is made.
create or replace trigger audit_made after insert on device_codes
  for each row execute function genesis.audit_row('device_code.made', 'expires_at');
create or replace trigger audit_set after insert on recovery_phrases
  for each row execute function genesis.audit_row('recovery_phrase.set', 'created_at');
