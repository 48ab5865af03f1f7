/** Tokens for programs: a form, the one that was just made, and those that are good. */
import type { JSX } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import { relativeDate } from "../../i18n/dates.ts";
import { interfaceLanguage } from "../../i18n/interface-language.ts";
import { programsWords } from "../../i18n/programs.words.ts";
import {
  createPrograms,
  type ProgramsModel,
  type ProgramToken,
  TOKEN_SCOPES,
} from "../../models/app/programs.ts";
import { Button } from "../controls/button.tsx";
import { useNow } from "../controls/clock.ts";
import { failureWords } from "../page/failure-words.ts";
import { ShownSecret } from "./shown-secret.tsx";
import { WebhooksList } from "./webhooks-list.tsx";
import { at } from "../../models/browser/place.ts";

export function ProgramsPanel({ id }: { readonly id: string }): JSX.Element {
  const model = useMemo(() => createPrograms(), []);
  useEffect(() => void model.load(), [model]);
  const text = programsWords.value;
  const failed = model.failed.value;
  const made = model.made.value;
  const tokens = model.tokens.value ?? [];
  return (
    <section class="account-card" id={id} aria-label={text.title}>
      <h3 class="section-title small">{text.title}</h3>
      <p class="muted">{text.lead}</p>
      <p class="muted">{text.address(window.location.origin + at("/mcp"))}</p>
      {failed === null ? null : (
        <div class="notice error" role="alert">
          <p>{failureWords(failed)}</p>
        </div>
      )}
      {made === null ? (
        <TokenForm model={model} />
      ) : (
        <ShownSecret
          label={`${text.token} · ${made.name}`}
          secret={made.token}
          onDone={model.hide}
        />
      )}
      {tokens.length === 0 ? null : (
        <ul class="account-access" aria-label={text.list}>
          {tokens.map((token) => (
            <TokenLine key={token.token_id} token={token} model={model} />
          ))}
        </ul>
      )}
      <WebhooksList />
    </section>
  );
}

function TokenForm({ model }: { readonly model: ProgramsModel }): JSX.Element {
  const text = programsWords.value;
  const [name, setName] = useState("");
  const [scope, setScope] = useState<(typeof TOKEN_SCOPES)[number]>("propose");
  return (
    <form
      class="write-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== "") void model.make(name.trim(), scope);
      }}
    >
      <label class="form-field">
        <span class="label">{text.name}</span>
        <input
          class="box one-line"
          value={name}
          required
          maxLength={80}
          placeholder={text.nameHint}
          autocomplete="off"
          onInput={(event) => setName(event.currentTarget.value)}
        />
      </label>
      <label class="form-field">
        <span class="label">{text.scope}</span>
        <select
          class="box one-line"
          value={scope}
          aria-describedby="token-scope"
          onChange={(event) => {
            const chosen = TOKEN_SCOPES.find((each) => each === event.currentTarget.value);
            if (chosen !== undefined) setScope(chosen);
          }}
        >
          {TOKEN_SCOPES.map((each) => (
            <option key={each} value={each}>
              {text.scopes[each]}
            </option>
          ))}
        </select>
      </label>
      <p class="muted" id="token-scope">
        {text.scopeWhat[scope]}
      </p>
      <div class="account-actions">
        <Button type="submit" disabled={model.isBusy.value}>
          {text.make}
        </Button>
      </div>
    </form>
  );
}

function TokenLine(props: {
  readonly token: ProgramToken;
  readonly model: ProgramsModel;
}): JSX.Element {
  const { token, model } = props;
  const text = programsWords.value;
  const now = useNow(30_000);
  const used =
    token.last_used_at === null
      ? text.never
      : text.used(relativeDate(Date.parse(token.last_used_at), now, interfaceLanguage.value));
  return (
    <li class="account-line">
      <span>
        {token.name}
        <span class="muted">
          {" "}
          {text.scopes[token.scope]} · {used}
        </span>
      </span>
      <Button
        kind="quiet"
        name={text.endNamed(token.name)}
        disabled={model.isBusy.value}
        onPress={() => void model.end(token.token_id)}
      >
        {text.end}
      </Button>
    </li>
  );
}
