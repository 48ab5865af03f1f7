/** What the page's one live region says. Spoken at a start, at each finished part, at the end. */
import { signal } from "@preact/signals";

export const announcement = signal("");

/** Says `text`; the same text twice is said twice. */
export function announce(text: string): void {
  // A region whose text does not change says nothing; a trailing no-break space changes it.
  announcement.value = announcement.value === text ? `${text}\u00a0` : text;
}
