/** Where a code or a recovery phrase is given. A QR's address brings its code behind "#". */
import type { JSX } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import { Button } from "../components/controls/button.tsx";
import { TopBar } from "../components/page/top-bar.tsx";
import { accountWords } from "../i18n/account.words.ts";
import { words } from "../i18n/words.ts";
import { createJoin, type JoinModel } from "../models/app/join.ts";
import { navigate } from "../models/browser/router.ts";
import "../styles/account.css";
import { at } from "../models/browser/place.ts";

export function JoinPage(): JSX.Element {
  const model = useMemo(() => createJoin(decodeURIComponent(window.location.hash.slice(1))), []);
  const text = words.value;
  const account = accountWords.value;
  useEffect(() => {
    // A code is not to stay in the address, nor in the history.
    navigate("/join", { replace: true });
    void model.load();
  }, [model]);
  useEffect(() => {
    document.title = account.joinTitle;
  }, [text]);
  const outcome = model.outcome.value;
  return (
    <>
      <TopBar back={{ href: "/", label: text.chrome.back }} />
      <main id="main" class="page join" tabIndex={-1}>
        {outcome.kind === "joined" ? (
          <div role="status">
            <h1 class="page-title">{account.joinDone}</h1>
            <p>{account.joinBrought(outcome.brought)}</p>
            <p>
              <a class="button primary" href={at("/")}>
                {account.toShelf}
              </a>
            </p>
          </div>
        ) : (
          <JoinForm model={model} />
        )}
      </main>
    </>
  );
}

function JoinForm({ model }: { readonly model: JoinModel }): JSX.Element {
  const text = accountWords.value;
  const own = model.own.value;
  if (own?.mode === "oidc") {
    return (
      <>
        <h1 class="page-title">{text.joinTitle}</h1>
        <p>{text.joinOidc}</p>
      </>
    );
  }
  return (
    <form
      class="join-form"
      onSubmit={(event) => {
        event.preventDefault();
        void model.join();
      }}
    >
      <h1 class="page-title">{text.joinTitle}</h1>
      <p class="muted">{text.joinLead}</p>
      <label class="form-field">
        <span class="label">{text.joinBox}</span>
        <textarea
          class="box"
          rows={2}
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          value={model.typed.value}
          onInput={(event) => {
            model.typed.value = event.currentTarget.value;
          }}
        />
      </label>
      {own !== null && own.sessions > 0 ? (
        <div id="join-own">
          <p>{text.joinOwn(own.sessions)}</p>
          <p>{text.joinMine}</p>
        </div>
      ) : null}
      <Problem model={model} />
      <div class="account-actions">
        <Button
          kind="primary"
          type="submit"
          disabled={model.isEmpty.value || model.isBusy.value}
          describedBy={model.isEmpty.value ? "join-empty" : "join-own"}
        >
          {model.isBusy.value ? text.joining : text.join}
        </Button>
        {model.isEmpty.value ? (
          <p class="muted" id="join-empty">
            {text.joinEmpty}
          </p>
        ) : null}
      </div>
    </form>
  );
}

function Problem({ model }: { readonly model: JoinModel }): JSX.Element | null {
  const { notices } = words.value;
  const account = accountWords.value;
  const { kind } = model.outcome.value;
  if (kind === "none" || kind === "joined") return null;
  const sentence = {
    wrong: account.joinWrong,
    limited: account.joinLimited,
    unreachable: notices.unreachable,
    other: notices.other,
  }[kind];
  return (
    <div class="notice error" role="alert">
      <p>{sentence}</p>
    </div>
  );
}
