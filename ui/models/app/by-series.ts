/** The shelf's order: the books of a series stand together, in their order, where the newest of them is. */
import type { SessionSummary } from "#shared/session/state.ts";

export function bySeries(sessions: readonly SessionSummary[]): SessionSummary[] {
  const seen = new Set<string>();
  return sessions.flatMap((session) => {
    const id = session.series?.series_id;
    if (id === undefined) return [session];
    if (seen.has(id)) return [];
    seen.add(id);
    return sessions
      .filter(({ series }) => series?.series_id === id)
      .sort((a, b) => (a.series?.number ?? 0) - (b.series?.number ?? 0));
  });
}
