/** Paste, drop or pick: what a file is read as is shown before it is sent. */
import type { JSX } from "preact";
import { useId, useState } from "preact/hooks";
import { type Encoding, ENCODINGS, decodeText } from "#shared/material/encoding.ts";
import { materialWords } from "../../i18n/material.words.ts";
import type { Materials } from "../../models/material/materials.ts";
import { Button } from "../controls/button.tsx";
import { Textarea } from "../controls/textarea.tsx";

interface Chosen {
  readonly file: File;
  /** Of a text; null: an archive, which says it itself. */
  readonly bytes: Uint8Array | null;
  readonly encoding: Encoding | null;
}

/** So much of a text shows whether its encoding is right. */
const SHOWN = 240;

export function BringMaterial({ materials }: { readonly materials: Materials }): JSX.Element {
  const text = materialWords.value;
  const id = useId();
  const [chosen, setChosen] = useState<readonly Chosen[]>([]);
  const [pasted, setPasted] = useState("");
  const isBusy = materials.isBusy.value;
  const choose = async (files: Iterable<File>) => {
    const read = await Promise.all([...files].map(chosenOf));
    setChosen((before) => [...before, ...read]);
  };
  const without = (one: Chosen) => setChosen((all) => all.filter((other) => other !== one));
  const take = async (one: Chosen) => {
    if (await materials.add(one.file, one.bytes === null ? null : one.encoding)) without(one);
  };
  const takePasted = async () => {
    const file = new File([pasted], `${text.pasted}.md`, { type: "text/markdown" });
    if (await materials.add(file, "utf-8")) setPasted("");
  };
  return (
    <div
      class="material-bring"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        void choose(event.dataTransfer?.files ?? []);
      }}
    >
      <label class="button material-pick" for={id}>
        {text.pick}
        <input
          id={id}
          type="file"
          multiple
          class="unseen"
          accept=".md,.markdown,.txt,.docx,.docm,.epub,.zip,text/plain,text/markdown"
          aria-describedby={`${id}-kinds`}
          onChange={(event) => {
            void choose(event.currentTarget.files ?? []);
            event.currentTarget.value = "";
          }}
        />
      </label>
      <p class="label" id={`${id}-kinds`}>
        {text.kinds}
      </p>
      {chosen.map((one) => (
        <ChosenFile
          key={one.file}
          chosen={one}
          isBusy={isBusy}
          onEncoding={(encoding) =>
            setChosen((all) => all.map((other) => (other === one ? { ...one, encoding } : other)))
          }
          onTake={() => void take(one)}
          onLeave={() => without(one)}
        />
      ))}
      <Textarea
        label={text.paste}
        placeholder={text.paste}
        rows={3}
        value={pasted}
        onText={setPasted}
      />
      {pasted.trim() === "" ? null : (
        <Button disabled={isBusy} onPress={() => void takePasted()}>
          {isBusy ? text.taking : text.take}
        </Button>
      )}
    </div>
  );
}

interface ChosenFileProps {
  readonly chosen: Chosen;
  readonly isBusy: boolean;
  readonly onEncoding: (encoding: Encoding) => void;
  readonly onTake: () => void;
  readonly onLeave: () => void;
}

function ChosenFile({ chosen, isBusy, ...on }: ChosenFileProps): JSX.Element {
  const text = materialWords.value;
  const id = useId();
  const { file, bytes, encoding } = chosen;
  return (
    <div class="material-chosen" role="group" aria-label={file.name}>
      <p dir="auto">{file.name}</p>
      {bytes === null ? null : (
        <>
          <label class="label" for={id}>
            {text.encoding}
          </label>
          <select
            id={id}
            class="box one-line"
            value={encoding ?? ""}
            onChange={({ currentTarget: { value } }) => {
              const named = ENCODINGS.find((name) => name === value);
              if (named !== undefined) on.onEncoding(named);
            }}
          >
            {encoding === null ? <option value="">—</option> : null}
            {ENCODINGS.map((name) => (
              <option key={name} value={name}>
                {text.encodings[name]}
              </option>
            ))}
          </select>
          <p class="material-shown" dir="auto">
            {encoding === null ? text.unknownEncoding : beginning(bytes, encoding)}
          </p>
        </>
      )}
      <Button disabled={isBusy} onPress={on.onTake}>
        {isBusy ? text.taking : text.take}
      </Button>
      <Button kind="quiet" onPress={on.onLeave}>
        {text.leave}
      </Button>
    </div>
  );
}

/** What is no text by its ending is read where it is kept. */
async function chosenOf(file: File): Promise<Chosen> {
  if (!/\.(?:md|markdown|mdown|txt|text)$/i.test(file.name) && !file.type.startsWith("text/")) {
    return { file, bytes: null, encoding: null };
  }
  const bytes = new Uint8Array(await file.arrayBuffer());
  const decoded = decodeText(bytes);
  return { file, bytes, encoding: decoded.outcome === "TEXT" ? decoded.encoding : null };
}

function beginning(bytes: Uint8Array, encoding: Encoding): string {
  const text = new TextDecoder(encoding).decode(bytes.subarray(0, SHOWN * 4));
  return Array.from(text).slice(0, SHOWN).join("");
}
