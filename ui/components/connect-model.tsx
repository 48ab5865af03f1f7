/** "Samples · connect a model": one quiet line, and how to do it. */
import type { JSX } from "preact";
import { words } from "../i18n/words.ts";
import { Popover } from "./popover.tsx";

export function ConnectModel({
  label,
  align = "start",
}: {
  readonly label: string;
  readonly align?: "start" | "end";
}): JSX.Element {
  const text = words.value.dashboard;
  return (
    <Popover
      class="connect-model"
      align={align}
      label={
        <>
          {label} · {text.connect}
        </>
      }
    >
      <p class="connect-how">{text.connectHow}</p>
    </Popover>
  );
}
