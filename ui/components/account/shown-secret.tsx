/** What is shown once: a token, or what a webhook is signed with. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { programsWords } from "../../i18n/programs.words.ts";
import { Button } from "../controls/button.tsx";
import { copyText } from "../novel/deliver.ts";

export function ShownSecret(props: {
  readonly label: string;
  readonly secret: string;
  readonly onDone: () => void;
}): JSX.Element {
  const text = programsWords.value;
  const [isCopied, setCopied] = useState(false);
  return (
    <div class="write-form" role="status">
      <label class="form-field">
        <span class="label">{props.label}</span>
        <input class="box one-line token" value={props.secret} readOnly lang="en" />
      </label>
      <p>{text.once}</p>
      <div class="account-actions">
        <Button onPress={props.onDone}>{text.done}</Button>
        <Button kind="quiet" onPress={() => void copyText(props.secret).then(setCopied)}>
          {isCopied ? text.copied : text.copy}
        </Button>
      </div>
    </div>
  );
}
