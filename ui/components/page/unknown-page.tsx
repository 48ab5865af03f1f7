/** An address that leads nowhere, or to another account's book: the same page for both. */
import type { JSX } from "preact";
import { words } from "../../i18n/words.ts";
import { TopBar } from "./top-bar.tsx";
import { at } from "../../models/browser/place.ts";

export function UnknownPage(): JSX.Element {
  const text = words.value.chrome;
  return (
    <>
      <TopBar back={{ href: "/", label: text.back }} />
      <main id="main" class="page not-found" tabIndex={-1}>
        <h1 class="page-title">{text.notFoundTitle}</h1>
        <p class="muted">{text.notFound}</p>
        <p>
          <a class="button" href={at("/")}>
            {text.toDashboard}
          </a>
        </p>
      </main>
    </>
  );
}
