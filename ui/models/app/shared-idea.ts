/** What another app shared with the installed studio: it stands in the idea's box, and is not sent. */
import type { Drafts } from "../session/drafts.ts";
import { queryParameter, setQueryParameter } from "../browser/router.ts";

/** As the manifest's share target names them. */
const PARTS = ["title", "text", "url"] as const;

export function takeSharedIdea(drafts: Drafts): void {
  const parts = PARTS.flatMap((name) => queryParameter(name)?.trim() || []);
  if (parts.length === 0) return;
  const shared = [...new Set(parts)].join("\n\n");
  const before = drafts.read("door.idea").peek();
  if (!before.includes(shared)) {
    drafts.write("door.idea", before === "" ? shared : `${before}\n\n${shared}`);
  }
  // Taken: opened again, the address brings nothing a second time.
  for (const name of PARTS) setQueryParameter(name, null, { replace: true });
}
