-- Where scopes end. A condition that is false costs a request without a token next to nothing.
create or replace trigger scope_wall before insert on genesis_sessions
  for each row when (current_setting('genesis.scope', true) = 'read')
  execute function genesis.refuse_scope('propose', 'full');
create or replace trigger scope_wall_deletion before update of deleted_at on genesis_sessions
  for each row when (current_setting('genesis.scope', true) in ('read', 'propose'))
  execute function genesis.refuse_scope('full');
create or replace trigger scope_wall before insert or update or delete on model_settings
  for each row when (current_setting('genesis.scope', true) in ('read', 'propose'))
  execute function genesis.refuse_scope('full');
create or replace trigger scope_wall before insert or update or delete on webhooks
  for each row when (current_setting('genesis.scope', true) in ('read', 'propose'))
  execute function genesis.refuse_scope('full');
-- Who has access is a browser's to decide.
create or replace trigger scope_wall before insert or update or delete on account_tokens
  for each row when (current_setting('genesis.scope', true) <> '')
  execute function genesis.refuse_scope();
create or replace trigger scope_wall before insert or update or delete on sign_ins
  for each row when (current_setting('genesis.scope', true) <> '')
  execute function genesis.refuse_scope();
create or replace trigger scope_wall before insert or update or delete on device_codes
  for each row when (current_setting('genesis.scope', true) <> '')
  execute function genesis.refuse_scope();
create or replace trigger scope_wall before insert or update or delete on recovery_phrases
  for each row when (current_setting('genesis.scope', true) <> '')
  execute function genesis.refuse_scope();
create or replace trigger scope_wall before insert or update on account_merges
  for each row when (current_setting('genesis.scope', true) <> '')
  execute function genesis.refuse_scope();
create or replace trigger scope_wall before update of deleted_at on accounts
  for each row when (current_setting('genesis.scope', true) <> '')
  execute function genesis.refuse_scope();
create or replace trigger scope_wall before insert or update on materials
  for each row when (current_setting('genesis.scope', true) = 'read')
  execute function genesis.refuse_scope('propose', 'full');
create or replace trigger scope_wall_deletion before delete on materials
  for each row when (current_setting('genesis.scope', true) in ('read', 'propose'))
  execute function genesis.refuse_scope('full');
