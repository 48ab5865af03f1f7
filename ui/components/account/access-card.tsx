/** Who has access to the account, and its end; what other accounts brought, and the way back. */
import type { JSX } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import { relativeDate } from "../../i18n/dates.ts";
import { accountWords } from "../../i18n/account.words.ts";
import {
  type AccessModel,
  type AccountBrowser,
  type AccountMerge,
  createAccess,
} from "../../models/app/access.ts";
import { interfaceLanguage } from "../../i18n/interface-language.ts";
import { Button } from "../controls/button.tsx";
import { useNow } from "../controls/clock.ts";
import { failureWords } from "../page/failure-words.ts";

/** Nothing where this browser is the only one and nothing came along. */
export function AccessCard(): JSX.Element | null {
  const model = useMemo(() => createAccess(), []);
  useEffect(() => void model.load(), [model]);
  const text = accountWords.value;
  const browsers = model.browsers.value;
  const merges = model.merges.value;
  const failed = model.failed.value;
  if (browsers.length < 2 && merges.length === 0) return null;
  return (
    <div class="account-card">
      {failed === null ? null : (
        <div class="notice error" role="alert">
          <p>{failureWords(failed, text.refused)}</p>
        </div>
      )}
      {browsers.length < 2 ? null : (
        <>
          <h3 class="section-title small">{text.browsersTitle}</h3>
          <ul class="account-access" aria-label={text.browsersTitle}>
            {browsers.map((browser) => (
              <Browser key={browser.browser_id} browser={browser} model={model} />
            ))}
          </ul>
        </>
      )}
      {merges.length === 0 ? null : (
        <>
          <h3 class="section-title small">{text.mergesTitle}</h3>
          <ul class="account-access" aria-label={text.mergesTitle}>
            {merges.map((merge) => (
              <Merge key={merge.merge_id} merge={merge} model={model} />
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

function Browser(props: {
  readonly browser: AccountBrowser;
  readonly model: AccessModel;
}): JSX.Element {
  const { browser, model } = props;
  const text = accountWords.value;
  const now = useNow(30_000);
  const seen = relativeDate(Date.parse(browser.last_seen_at), now, interfaceLanguage.value);
  return (
    <li class="account-line">
      <span>
        {browser.device ?? text.someBrowser}
        <span class="muted"> {browser.is_current ? text.thisBrowser : text.lastSeen(seen)}</span>
      </span>
      {browser.is_current ? null : (
        <Button
          kind="quiet"
          disabled={model.isBusy.value}
          onPress={() => void model.putOut(browser.browser_id)}
        >
          {text.putOut}
        </Button>
      )}
    </li>
  );
}

function Merge(props: { readonly merge: AccountMerge; readonly model: AccessModel }): JSX.Element {
  const { merge, model } = props;
  const text = accountWords.value;
  const now = useNow(30_000);
  const date = relativeDate(Date.parse(merge.merged_at), now, interfaceLanguage.value);
  return (
    <li class="account-line">
      <span>
        {merge.is_own
          ? text.mergedAway(merge.brought_sessions, date)
          : text.mergedHere(merge.brought_sessions, date)}
      </span>
      <Button
        kind="quiet"
        disabled={model.isBusy.value}
        onPress={() => void model.undo(merge.merge_id)}
      >
        {text.undoMerge}
      </Button>
    </li>
  );
}
