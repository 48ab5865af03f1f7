/** The recovery phrase: shown once, in the interface's language. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { relativeDate } from "../../i18n/dates.ts";
import { accountWords } from "../../i18n/account.words.ts";
import type { AccountModel } from "../../models/app/account.ts";
import { interfaceLanguage, writingLanguage } from "../../i18n/interface-language.ts";
import { Button } from "../controls/button.tsx";
import { useNow } from "../controls/clock.ts";

export function PhraseCard({ model }: { readonly model: AccountModel }): JSX.Element {
  const text = accountWords.value;
  const now = useNow(30_000);
  const phrase = model.phrase.value;
  const madeAt = model.account.value?.recovery_phrase_made_at ?? null;
  const isMadeHere = model.account.value?.recovery_phrase_made_here !== false;
  return (
    <div class="account-card">
      <h3 class="section-title small">{text.phraseTitle}</h3>
      <p class="muted">{text.phraseLead}</p>
      {phrase === null ? (
        <>
          {madeAt === null ? null : (
            <p class="muted">
              {(isMadeHere ? text.phraseMade : text.phraseElsewhere)(
                relativeDate(Date.parse(madeAt), now, interfaceLanguage.value),
              )}
            </p>
          )}
          <Button
            disabled={model.isBusy.value}
            onPress={() => void model.makePhrase(writingLanguage.value)}
          >
            {madeAt === null ? text.phraseMake : text.phraseAgain}
          </Button>
        </>
      ) : (
        <ShownPhrase phrase={phrase} onDone={model.hidePhrase} />
      )}
    </div>
  );
}

function ShownPhrase(props: {
  readonly phrase: readonly string[];
  readonly onDone: () => void;
}): JSX.Element {
  const text = accountWords.value;
  const [isCopied, setCopied] = useState(false);
  const copy = () => {
    void navigator.clipboard?.writeText(props.phrase.join(" ")).then(
      () => setCopied(true),
      () => undefined,
    );
  };
  return (
    <>
      <ol class="phrase" aria-label={text.phraseTitle}>
        {props.phrase.map((word, place) => (
          <li key={place}>{word}</li>
        ))}
      </ol>
      <p>{text.phraseOnce}</p>
      <div class="account-actions">
        <Button onPress={props.onDone}>{text.phraseDone}</Button>
        <Button kind="quiet" onPress={copy}>
          {isCopied ? text.copied : text.copy}
        </Button>
      </div>
    </>
  );
}
