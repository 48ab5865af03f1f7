/** What cells, rows and notes hold. However deep they stand in each other, their text is joined once. */
import { Gathered } from "../gathered.ts";

export interface Joined {
  readonly between: string;
  readonly items: (string | Joined)[];
}

/** The same in the least that holds it: millions of cells may be empty. */
export function least(whole: Joined): string | Joined {
  return whole.items.length > 1 ? whole : (whole.items[0] ?? "");
}

export function joinedText(whole: string | Joined): string {
  if (typeof whole === "string") return whole;
  const text = new Gathered();
  gather(whole, text);
  return text.take();
}

/** Markup is never deeper than MAX_DEPTH, and neither is this. */
function gather({ between, items }: Joined, text: Gathered): void {
  for (const [n, item] of items.entries()) {
    if (n > 0) text.add(between);
    if (typeof item === "string") text.add(item);
    else gather(item, text);
  }
}
