/** Taking everything along, and deleting the account: said in words first, done by a second press. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { accountWords } from "../../i18n/account.words.ts";
import type { Account, AccountModel } from "../../models/app/account.ts";
import { API_BASE } from "../../models/browser/api.ts";
import { Button } from "../controls/button.tsx";
import { at } from "../../models/browser/place.ts";

const PANEL = "delete-account";

export function LeaveLine(props: {
  readonly model: AccountModel;
  readonly account: Account;
}): JSX.Element {
  const { model, account } = props;
  const text = accountWords.value;
  const [isAsked, setAsked] = useState(false);
  return (
    <>
      <p class="account-line">
        <a class="button quiet" href={at(`${API_BASE}/account/export`)} download="">
          {text.takeEverything}
        </a>
        <Button kind="quiet" expanded={isAsked} controls={PANEL} onPress={() => setAsked(!isAsked)}>
          {text.deleteAccount}
        </Button>
      </p>
      {isAsked ? (
        <div class="notice" id={PANEL}>
          <p>
            {text.deleteWhat(account.sessions)} {wayBack(account)}
          </p>
          <Button disabled={model.isBusy.value} onPress={() => void model.deleteAccount()}>
            {text.deleteNow}
          </Button>
          <Button kind="quiet" onPress={() => setAsked(false)}>
            {text.deleteNot}
          </Button>
        </div>
      ) : null}
    </>
  );
}

function wayBack(account: Account): string {
  const text = accountWords.value;
  const days = account.deletion_grace_days;
  if (days === 0) return text.backNever;
  if (account.mode === "oidc") return text.backBySignIn(days);
  return account.recovery_phrase_made_at === null
    ? text.backWithoutPhrase(days)
    : text.backByPhrase(days);
}
