/** What a model had written when it was stopped or failed: to read and to copy. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { words } from "../../../i18n/studio-more.words.ts";
import { Button } from "../../controls/button.tsx";

export interface KeptTextProps {
  readonly text: string | null;
  readonly lang: string;
}

export function KeptText({ text, lang }: KeptTextProps): JSX.Element | null {
  const [copied, setCopied] = useState(false);
  if (text === null || text === "") return null;
  return (
    <details class="kept-text">
      <summary>{words.value.failure.keptText}</summary>
      <p class="book" lang={lang} dir="auto">
        {text}
      </p>
      <Button
        kind="quiet"
        onPress={() => void navigator.clipboard?.writeText(text).then(() => setCopied(true))}
      >
        {copied ? words.value.actions.copied : words.value.actions.copy}
      </Button>
    </details>
  );
}
