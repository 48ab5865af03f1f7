/** A name changed everywhere: every mention is listed, then one press changes them all. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { pointerLabel } from "../../../i18n/labels.ts";
import { words } from "../../../i18n/studio-more.words.ts";
import { mentionsOf } from "../../../models/studio/mentions.ts";
import type { Studio } from "../../../models/studio/studio.ts";
import { Button } from "../../controls/button.tsx";

export function RenameName({ studio }: { readonly studio: Studio }): JSX.Element | null {
  const from = useSignal("");
  const to = useSignal("");
  const failed = useSignal(false);
  const state = studio.session.state.value;
  if (!state) return null;
  const text = words.value.renaming;
  const mentions = mentionsOf(state, from.value);
  const mayPress =
    mentions.length > 0 &&
    to.value.trim() !== "" &&
    to.value.trim() !== from.value.trim() &&
    state.available_commands.includes("RENAME_EVERYWHERE");
  const press = async () => {
    const payload = { from: from.value.trim(), to: to.value.trim() };
    const sent = await studio.session.send({ command_type: "RENAME_EVERYWHERE", payload });
    failed.value = sent.outcome !== "accepted";
    if (!failed.value) {
      from.value = "";
      to.value = "";
      await studio.session.refresh();
    }
  };
  return (
    <section aria-labelledby="rename-name">
      <h3 class="section-title" id="rename-name">
        {text.title}
      </h3>
      <p class="muted">{text.lead}</p>
      {(
        [
          ["from", from],
          ["to", to],
        ] as const
      ).map(([name, value]) => (
        <div class="brief-field" key={name}>
          <label class="label" for={`rename-${name}`}>
            {text[name]}
          </label>
          <input
            id={`rename-${name}`}
            class="box"
            maxLength={300}
            lang={state.language}
            dir="auto"
            value={value.value}
            onInput={(event) => {
              value.value = event.currentTarget.value;
            }}
          />
        </div>
      ))}
      <div role="status">
        {from.value.trim() === "" ? null : (
          <p>{mentions.length === 0 ? text.none : text.found(mentions.length)}</p>
        )}
        {failed.value ? <p>{text.failed}</p> : null}
      </div>
      {mentions.length === 0 ? null : (
        <ul class="mentions">
          {mentions.map(({ stage, pointer, text: said }) => (
            <li key={`${stage}${pointer}`}>
              <span class="label">
                {words.value.stages[stage]} · {pointerLabel(pointer)}
              </span>{" "}
              <span class="book" lang={state.language} dir="auto">
                {excerpt(said, from.value.trim())}
              </span>
            </li>
          ))}
        </ul>
      )}
      <Button disabled={!mayPress} onPress={() => void press()}>
        {text.press(mentions.length)}
      </Button>
    </section>
  );
}

/** A few words around the first mention. */
function excerpt(said: string, name: string): string {
  const at = Math.max(0, said.indexOf(name) - 20);
  const piece = said.slice(at, at + name.length + 60);
  return `${at > 0 ? "…" : ""}${piece}${at + piece.length < said.length ? "…" : ""}`;
}
