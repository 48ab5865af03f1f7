/** Stands wherever sample text shows. */
import type { JSX } from "preact";
import { words } from "../../i18n/words.ts";

export function SampleTag(): JSX.Element {
  return <span class="tag sample-tag">{words.value.chrome.sample}</span>;
}
