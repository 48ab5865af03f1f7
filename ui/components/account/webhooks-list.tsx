/** Addresses that are told what happens: a form, the secret of the one just added, and those there are. */
import type { JSX } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import { programsWords } from "../../i18n/programs.words.ts";
import { createWebhooks, type Webhook, type WebhooksModel } from "../../models/app/webhooks.ts";
import { Button } from "../controls/button.tsx";
import { failureWords } from "../page/failure-words.ts";
import { ShownSecret } from "./shown-secret.tsx";

export function WebhooksList(): JSX.Element {
  const model = useMemo(() => createWebhooks(), []);
  useEffect(() => void model.load(), [model]);
  const text = programsWords.value;
  const failed = model.failed.value;
  const added = model.added.value;
  return (
    <details class="write-form">
      <summary>{text.webhooks}</summary>
      <p class="muted">{text.webhooksLead}</p>
      {failed === null ? null : (
        <div class="notice error" role="alert">
          <p>{failureWords(failed)}</p>
        </div>
      )}
      {added === null ? (
        <WebhookForm model={model} />
      ) : (
        <ShownSecret
          label={`${text.webhookSecret} · ${added.url}`}
          secret={added.secret}
          onDone={model.hide}
        />
      )}
      {model.webhooks.value.length === 0 ? null : (
        <ul class="account-access" aria-label={text.webhooks}>
          {model.webhooks.value.map((webhook) => (
            <WebhookLine key={webhook.webhook_id} webhook={webhook} model={model} />
          ))}
        </ul>
      )}
    </details>
  );
}

function WebhookForm({ model }: { readonly model: WebhooksModel }): JSX.Element {
  const text = programsWords.value;
  const [url, setUrl] = useState("");
  const isWrong = model.isWrong.value;
  return (
    <form
      class="write-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (url.trim() !== "") void model.add(url.trim());
      }}
    >
      <label class="form-field">
        <span class="label">{text.webhookUrl}</span>
        <input
          class="box one-line"
          type="url"
          value={url}
          required
          placeholder="https://"
          autocomplete="off"
          aria-invalid={isWrong}
          onInput={(event) => setUrl(event.currentTarget.value)}
        />
      </label>
      {isWrong ? (
        <p class="stale" role="alert">
          {text.webhookWrong}
        </p>
      ) : null}
      <div class="account-actions">
        <Button type="submit" disabled={model.isBusy.value}>
          {text.webhookAdd}
        </Button>
      </div>
    </form>
  );
}

function WebhookLine(props: {
  readonly webhook: Webhook;
  readonly model: WebhooksModel;
}): JSX.Element {
  const { webhook, model } = props;
  const text = programsWords.value;
  return (
    <li class="account-line">
      <span>
        {webhook.url}
        <span class="muted"> {text.webhookState(webhook.pending, webhook.failed)}</span>
      </span>
      {webhook.failed === 0 ? null : (
        <Button
          kind="quiet"
          name={`${text.webhookRetry}: ${webhook.url}`}
          disabled={model.isBusy.value}
          onPress={() => void model.retry(webhook.webhook_id)}
        >
          {text.webhookRetry}
        </Button>
      )}
      <Button
        kind="quiet"
        name={text.endNamed(webhook.url)}
        disabled={model.isBusy.value}
        onPress={() => void model.end(webhook.webhook_id)}
      >
        {text.end}
      </Button>
    </li>
  );
}
