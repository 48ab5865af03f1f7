/** A way back to the shelf for a local account; who is signed in, and out, for the others. */
import type { JSX } from "preact";
import { accountWords } from "../../i18n/account.words.ts";
import type { AccountModel } from "../../models/app/account.ts";
import { Button } from "../controls/button.tsx";
import { failureWords } from "../page/failure-words.ts";
import { AccessCard } from "./access-card.tsx";
import { DeviceCard } from "./device-card.tsx";
import { LeaveLine } from "./leave-line.tsx";
import { PhraseCard } from "./phrase-card.tsx";
import { Programs } from "./programs.tsx";
import "../../styles/account.css";
import { at } from "../../models/browser/place.ts";

export function AccountSection({ model }: { readonly model: AccountModel }): JSX.Element | null {
  const account = model.account.value;
  const failed = model.failed.value;
  if (account === null) return null;
  return (
    <section class="account" aria-label={accountWords.value.title}>
      {failed === null ? null : (
        <div class="notice error" role="alert">
          <p>{failureWords(failed, accountWords.value.refused)}</p>
        </div>
      )}
      {account.mode === "local" ? (
        <LocalAccount model={model} offers={account.has_confirmed_stage} />
      ) : (
        <SignedIn model={model} name={account.name ?? ""} canSignOut={account.can_sign_out} />
      )}
      {account.mode === "oidc" || account.sessions > 0 ? (
        <>
          <Programs />
          <LeaveLine model={model} account={account} />
        </>
      ) : null}
    </section>
  );
}

function LocalAccount(props: {
  readonly model: AccountModel;
  readonly offers: boolean;
}): JSX.Element {
  const text = accountWords.value;
  return (
    <>
      {props.offers ? (
        <>
          <h2 class="section-title">{text.title}</h2>
          <p class="muted account-lead">{text.lead}</p>
          <div class="account-cards">
            <DeviceCard model={props.model} />
            <PhraseCard model={props.model} />
          </div>
        </>
      ) : null}
      <AccessCard />
      <p class="account-line">
        <a class="button quiet" href={at("/join")}>
          {text.haveOne}
        </a>
      </p>
    </>
  );
}

function SignedIn(props: {
  readonly model: AccountModel;
  readonly name: string;
  readonly canSignOut: boolean;
}): JSX.Element {
  const { model } = props;
  const text = accountWords.value;
  const count = model.account.value?.local_sessions ?? 0;
  const taken = model.taken.value;
  return (
    <>
      {count > 0 ? (
        <div class="notice">
          <p>
            {text.takeTitle(count)} {text.takeLead}
          </p>
          <Button disabled={model.isBusy.value} onPress={() => void model.takeAlong()}>
            {model.isBusy.value ? text.taking : text.take}
          </Button>
        </div>
      ) : null}
      {taken === null ? null : (
        <p class="muted" role="status">
          {text.taken(taken)}
        </p>
      )}
      <AccessCard />
      <p class="account-line">
        <span class="muted">{text.signedInAs(props.name)}</span>
        {props.canSignOut ? (
          <>
            <Button kind="quiet" onPress={() => void model.signOut(false)}>
              {text.signOut}
            </Button>
            <Button kind="quiet" onPress={() => void model.signOut(true)}>
              {text.signOutEverywhere}
            </Button>
          </>
        ) : null}
      </p>
    </>
  );
}
