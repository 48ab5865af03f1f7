/** Who writes here: accounts, their sign-ins, codes and phrases, and what signs their cookies. */
import { z } from "zod";
import {
  bigintColumn,
  booleanColumn,
  bytesColumn,
  integerColumn,
  jsonObjectColumn,
  textColumn,
  textsColumn,
  timestampColumn,
  uuidColumn,
  uuidsColumn,
} from "./columns.ts";
import { accountKind, deliveryStatus, endpointRule, joinedBy, tokenScope } from "../words.ts";

export const accountsRow = z
  .object({
    account_id: uuidColumn,
    kind: accountKind,
    created_at: timestampColumn,
    /** Signed out everywhere since then; erased after DELETION_GRACE_DAYS. */
    deleted_at: timestampColumn.nullable(),
    restored_at: timestampColumn.nullable(),
    /** As the relay last counted; docs/configuration.md, MAX_STORED_MIB. */
    stored_bytes: bigintColumn,
  })
  .meta({ id: "AccountsRow" });

export const installationRow = z
  .object({
    singleton: booleanColumn,
    installation_id: uuidColumn,
    created_at: timestampColumn,
    /** Set while writes are put off. */
    maintenance_since: timestampColumn.nullable(),
    /** When that is expected to end. */
    maintenance_until: timestampColumn.nullable(),
  })
  .meta({ id: "InstallationRow" });

export const signingKeysRow = z
  .object({
    key_id: uuidColumn,
    secret: bytesColumn,
    created_at: timestampColumn,
    retired_at: timestampColumn.nullable(),
    /** Before this it verifies only. */
    signs_from: timestampColumn,
  })
  .meta({ id: "SigningKeysRow" });

export const signInsRow = z
  .object({
    sign_in_id: uuidColumn,
    account_id: uuidColumn,
    provider_sid: textColumn.nullable(),
    id_token: textColumn.nullable(),
    name: textColumn.nullable(),
    created_at: timestampColumn,
    expires_at: timestampColumn,
    ended_at: timestampColumn.nullable(),
    joined_by: joinedBy,
    /** It may replace the recovery phrase and put others out. */
    is_keeper: booleanColumn,
    device: textColumn.nullable(),
    last_seen_at: timestampColumn,
    /** The merge that it came with. */
    came_with: uuidColumn.nullable(),
  })
  .meta({ id: "SignInsRow" });

export const accountMergesRow = z
  .object({
    account_id: uuidColumn,
    into_account_id: uuidColumn,
    merged_at: timestampColumn,
    merge_id: uuidColumn,
    /** What it brought, and gets back. */
    session_ids: uuidsColumn,
    undone_at: timestampColumn.nullable(),
  })
  .meta({ id: "AccountMergesRow" });

export const deviceCodesRow = z
  .object({
    code_hash: bytesColumn,
    account_id: uuidColumn,
    created_at: timestampColumn,
    expires_at: timestampColumn,
  })
  .meta({ id: "DeviceCodesRow" });

export const recoveryPhrasesRow = z
  .object({
    phrase_hash: bytesColumn,
    account_id: uuidColumn,
    created_at: timestampColumn,
    made_by: uuidColumn.nullable(),
  })
  .meta({ id: "RecoveryPhrasesRow" });

export const accountTokensRow = z
  .object({
    token_id: uuidColumn,
    account_id: uuidColumn,
    name: textColumn,
    scope: tokenScope,
    token_hash: bytesColumn,
    created_at: timestampColumn,
    /** To the hour. */
    last_used_at: timestampColumn.nullable(),
    ended_at: timestampColumn.nullable(),
    /** The browser that made it, with which it ends. */
    made_by: uuidColumn.nullable(),
  })
  .meta({ id: "AccountTokensRow" });

export const webhooksRow = z
  .object({
    webhook_id: uuidColumn,
    account_id: uuidColumn,
    url: textColumn,
    /** null: every event. */
    event_types: textsColumn.nullable(),
    /** As a model's key; docs/models.md. */
    encrypted_secret: textColumn,
    endpoint_rule: endpointRule,
    created_at: timestampColumn,
    ended_at: timestampColumn.nullable(),
    last_sent_at: timestampColumn.nullable(),
    last_error: textColumn.nullable(),
  })
  .meta({ id: "WebhooksRow" });

/** One event for one webhook. */
export const webhookDeliveriesRow = z
  .object({
    delivery_id: bigintColumn,
    webhook_id: uuidColumn,
    account_id: uuidColumn,
    session_id: uuidColumn,
    event_id: uuidColumn,
    status: deliveryStatus,
    attempts: integerColumn,
    next_attempt_at: timestampColumn,
    last_error: textColumn.nullable(),
    created_at: timestampColumn,
    settled_at: timestampColumn.nullable(),
  })
  .meta({ id: "WebhookDeliveriesRow" });

export const logoutTokensRow = z
  .object({ jti_hash: bytesColumn, expires_at: timestampColumn })
  .meta({ id: "LogoutTokensRow" });

export const endedTokensRow = z
  .object({
    /** `session:…`, `account:…` or `sessionless:…`. */
    holder: textColumn,
    issued_until: timestampColumn,
    recorded_at: timestampColumn,
  })
  .meta({ id: "EndedTokensRow" });

export const wrongGuessesRow = z
  .object({
    guess_id: uuidColumn,
    address: textColumn,
    guessed_at: timestampColumn,
    /** The account that guessed; forgotten with the guess, after ten minutes. */
    guessed_by: uuidColumn,
    /** An IPv6 address's /48. */
    network: textColumn.nullable(),
  })
  .meta({ id: "WrongGuessesRow" });

export const modelSettingsRow = z
  .object({
    account_id: uuidColumn,
    base_url: textColumn,
    model: textColumn.nullable(),
    /** `v1.KEY_ID.BASE64URL`; docs/models.md. */
    encrypted_key: textColumn.nullable(),
    endpoint_rule: endpointRule,
    stages: jsonObjectColumn,
    concurrency: integerColumn,
    price: jsonObjectColumn.nullable(),
    updated_at: timestampColumn,
  })
  .meta({ id: "ModelSettingsRow" });

/** Ids of local accounts that are erased, for as long as a cookie lives. */
export const erasedAccountsRow = z
  .object({
    erased_id: uuidColumn,
    erased_at: timestampColumn,
  })
  .meta({ id: "ErasedAccountsRow" });

/** Who did what, from where and when; only appended to. */
export const auditLogRow = z
  .object({
    audit_id: uuidColumn,
    at: timestampColumn,
    account_id: uuidColumn.nullable(),
    actor: textColumn,
    action: textColumn,
    subject: textColumn.nullable(),
    address: textColumn.nullable(),
    client: textColumn.nullable(),
    times: integerColumn,
  })
  .meta({ id: "AuditLogRow" });
