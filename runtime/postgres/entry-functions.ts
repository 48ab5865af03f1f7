/**
 * The SQL functions that running parts call, by the login they call them with: all that a login may
 * do (docs/adr/0016). `npm run migrate` grants exactly these; whatever else is in the schema
 * `genesis` is called by them alone. What TypeScript calls is checked by its types, and a test
 * compares the lists with the calls in the code, Python's included.
 */

/** The requests' login. They run as genesis_app: each sees what row-level security shows its account. */
export const APP_FUNCTIONS = [
  "accept_command",
  "accept_commands",
  "add_material",
  "add_webhook",
  "account_summary",
  "branch_session",
  "begin_sequel",
  "create_session",
  "delete_account",
  "delete_session",
  "delete_model_settings",
  "end_browser",
  "end_sign_in",
  "end_token",
  "end_webhook",
  "export_account",
  "export_log",
  "export_records",
  "find_token",
  "get_material",
  "get_novel",
  "import_log",
  "is_signed_in",
  "list_branches",
  "list_browsers",
  "list_events",
  "list_materials",
  "list_novels",
  "list_proposals",
  "list_sessions",
  "list_tokens",
  "log_header",
  "log_page",
  "list_webhooks",
  "make_device_code",
  "make_token",
  "map_material",
  "material_file",
  "material_text",
  "model_settings",
  "model_usage",
  "parts",
  "payload_versions",
  "provenance",
  "put_model_settings",
  "remove_material",
  "restore_session",
  "see_window",
  "retry_webhook",
  "session_state",
  "set_recovery_phrase",
  "sign_in_status",
  "start_sign_in",
  "stored_model_key",
  "stream_position",
  "stream_positions",
  "upcast_log",
  "wake",
] as const;

/** The service's login: hub, relay, callback, flows. They run as genesis_service. */
export const SERVICE_FUNCTIONS = [
  "abandoned_runs",
  "beat",
  "beat_command",
  "begin_command",
  "claim_deliveries",
  "claim_outbox",
  "claim_run",
  "command_budget",
  "command_statuses",
  "deliver_answer",
  "drop_outbox",
  "end_provider_session",
  "ended_credentials",
  "erase_accounts",
  "erase_sessions",
  "events_since",
  "expire_handle",
  "fail_command",
  "give_up_pending",
  "handle_paused",
  "handle_resumed",
  "is_wait_over",
  "join_account",
  "learn_capabilities",
  "learnt_capabilities",
  "leave",
  "list_merges",
  "list_outbox_failures",
  "live_progress",
  "live_relays",
  "mark_outbox_fault",
  "mark_outbox_sent",
  "measure_storage",
  "new_wait",
  "orphaned_runs",
  "outbox_stats",
  "ping_relay_lock",
  "prune_audit",
  "prune_commands",
  "prune_deliveries",
  "prune_outbox",
  "reap_command",
  "recent_work",
  "record_call",
  "record_proposal",
  "record_refusals",
  "register_wait",
  "release_lease",
  "release_relay_lock",
  "release_run",
  "repeat_answer",
  "report_progress",
  "retry_outbox",
  "save_finished",
  "see_browsers",
  "session_step",
  "settle_delivery",
  "set_run",
  "take_along",
  "take_relay_lock",
  "take_resumes",
  "undo_merge",
  "unsettled_work",
  "write_partial",
] as const;

/** Of the above, those of the app's login that the service's login calls as well. */
export const SHARED_FUNCTIONS = ["is_signed_in", "parts", "wake"] as const;

/** Called by functions that run as genesis_app, and by no login: these write for several accounts at once. */
export const INNER_FUNCTIONS = ["request_generations"] as const;

/** The tables' owner alone can read what these read; they say to each login what it may know. */
export const OWNER_FUNCTIONS = {
  database_logins: ["app", "service"],
  installation: ["service"],
} as const;

export type AppFunction = (typeof APP_FUNCTIONS)[number] | "database_logins";
export type ServiceFunction =
  | (typeof SERVICE_FUNCTIONS)[number]
  | (typeof SHARED_FUNCTIONS)[number]
  | keyof typeof OWNER_FUNCTIONS;
