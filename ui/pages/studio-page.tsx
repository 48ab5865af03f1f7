/** One book's set-up, stage by stage. */
import type { JSX } from "preact";
import { TopBar } from "../components/top-bar.tsx";
import { words } from "../i18n/words.ts";

export function StudioPage({ session_id }: { readonly session_id: string }): JSX.Element {
  return (
    <>
      <TopBar back={{ href: "/", label: words.value.chrome.back }} title={session_id} />
      <main id="main" class="page" tabIndex={-1} />
    </>
  );
}
