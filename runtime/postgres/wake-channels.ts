/** What edges are woken for; each is a channel of LISTEN. */
export const WAKE_CHANNELS = ["genesis_events", "genesis_progress", "genesis_accounts"] as const;

export type WakeChannelName = (typeof WAKE_CHANNELS)[number];
