/** Table → its row model. A test compares each with the live catalogue, column by column. */
import type { z } from "zod";
import {
  accountMergesRow,
  accountTokensRow,
  accountsRow,
  auditLogRow,
  deviceCodesRow,
  endedTokensRow,
  erasedAccountsRow,
  installationRow,
  logoutTokensRow,
  modelSettingsRow,
  recoveryPhrasesRow,
  signInsRow,
  signingKeysRow,
  webhookDeliveriesRow,
  webhooksRow,
  wrongGuessesRow,
} from "./accounts.ts";
import { asyncTasksRow } from "./async-tasks.ts";
import { commandInboxRow } from "./command-inbox.ts";
import { domainEventsRow } from "./domain-events.ts";
import { eventOutboxRow } from "./event-outbox.ts";
import { flowResumeHandlesRow } from "./flow-resume-handles.ts";
import { genesisSessionsRow } from "./genesis-sessions.ts";
import { sessionReplaysRow } from "./session-replays.ts";
import { novelsRow } from "./novels.ts";
import {
  databaseLoginsRow,
  generationPartialsRow,
  sessionWindowsRow,
  partHeartbeatsRow,
  sessionSizesRow,
} from "./runtime.ts";
import { materialsRow } from "./materials.ts";
import { modelCallsRow, modelCapabilitiesRow } from "./model-calls.ts";
import { genesisProposalsRow, genesisStagesRow } from "./stages-and-proposals.ts";

export const TABLES = {
  session_sizes: sessionSizesRow,
  domain_events: domainEventsRow,
  command_inbox: commandInboxRow,
  async_tasks: asyncTasksRow,
  event_outbox: eventOutboxRow,
  flow_resume_handles: flowResumeHandlesRow,
  genesis_sessions: genesisSessionsRow,
  genesis_stages: genesisStagesRow,
  genesis_proposals: genesisProposalsRow,
  session_replays: sessionReplaysRow,
  novels: novelsRow,
  materials: materialsRow,
  model_calls: modelCallsRow,
  model_capabilities: modelCapabilitiesRow,
  accounts: accountsRow,
  sign_ins: signInsRow,
  account_merges: accountMergesRow,
  account_tokens: accountTokensRow,
  webhooks: webhooksRow,
  webhook_deliveries: webhookDeliveriesRow,
  device_codes: deviceCodesRow,
  recovery_phrases: recoveryPhrasesRow,
  wrong_guesses: wrongGuessesRow,
  logout_tokens: logoutTokensRow,
  ended_tokens: endedTokensRow,
  model_settings: modelSettingsRow,
  erased_accounts: erasedAccountsRow,
  audit_log: auditLogRow,
  installation: installationRow,
  signing_keys: signingKeysRow,
  part_heartbeats: partHeartbeatsRow,
  generation_partials: generationPartialsRow,
  session_windows: sessionWindowsRow,
  database_logins: databaseLoginsRow,
} as const satisfies Readonly<Record<string, z.ZodObject>>;

export type TableName = keyof typeof TABLES;
