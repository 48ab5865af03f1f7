/** Which windows have a book open, by what they said last; none of them falls silent. */
import { presenceRequest, type Presence } from "#shared/http/presence.ts";

export function createPresence(): (session: string, body: unknown, agent: string) => Presence {
  const windows = new Map<string, Presence["windows"][number] & { readonly session: string }>();
  return (session, body, agent) => {
    const {
      window_id,
      stage = null,
      is_editing = false,
      is_open = true,
    } = presenceRequest.parse(body);
    if (is_open) {
      windows.set(window_id, {
        session,
        window_id,
        device: agent.includes("Android") ? "Chrome · Android" : null,
        is_same_browser: false,
        stage,
        is_editing,
        seen_at: new Date().toISOString(),
      });
    } else windows.delete(window_id);
    return {
      windows: [...windows.values()].filter(
        (one) => one.session === session && one.window_id !== window_id,
      ),
    };
  };
}
