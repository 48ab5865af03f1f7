/** One book's set-up, stage by stage. */
import type { JSX } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { UnknownPage } from "../components/page/unknown-page.tsx";
import { Button } from "../components/controls/button.tsx";
import { useMedia } from "../components/controls/media.ts";
import { Dock } from "../components/studio/dock/dock.tsx";
import { useAnnouncements } from "../components/studio/frame/announcements.ts";
import { focusedField, useKeys } from "../components/studio/frame/keys.ts";
import { Panel } from "../components/studio/frame/panel.tsx";
import { StageCentre } from "../components/studio/frame/stage-centre.tsx";
import { toggleCompare } from "../components/studio/frame/stage-tools.ts";
import { KeyMap, RerollAsk } from "../components/studio/parts.ts";
import { Stepper, StepperButton } from "../components/studio/frame/stepper.tsx";
import { useWhatComes } from "../components/studio/frame/what-comes.ts";
import { TopLine } from "../components/studio/frame/top-line.tsx";
import { TopBar } from "../components/page/top-bar.tsx";
import { words } from "../i18n/studio.words.ts";
import type { SessionState } from "#shared/session/state.ts";
import { createApi } from "../models/browser/api.ts";
import { textOf } from "../models/studio/rounds.ts";
import { createSessionModel } from "../models/session/session.ts";
import { createStudio } from "../models/studio/studio.ts";
import "../styles/stepper.css";
import "../styles/strip.css";
import "../styles/decision.css";
import "../styles/dock.css";
import "../styles/rounds.css";
import "../styles/forms.css";
import "../styles/tabs.css";
import "../styles/studio.css";
import "../styles/cards.css";
import "../styles/document.css";
import "../styles/document-items.css";
import "../styles/panel.css";

export function StudioPage({ session_id }: { readonly session_id: string }): JSX.Element {
  const api = useMemo(createApi, []);
  const studio = useMemo(
    () => createStudio(createSessionModel(session_id, { api }), api),
    [session_id, api],
  );
  const feedback = useRef<HTMLTextAreaElement>(null);
  const [keyMap, setKeyMap] = useState(false);
  const [asking, setAsking] = useState(false);
  const wide = useMedia("(min-width: 1280px)");

  useEffect(() => {
    studio.session.start();
    return () => studio.session.stop();
  }, [studio]);
  useAnnouncements(studio);
  // A card that was reworked many times: its beginnings are among the older rounds.
  const missingParent = studio.missingParent.value;
  useEffect(() => {
    if (missingParent !== null) void studio.loadOlder();
  }, [studio, missingParent]);
  useKeys(studio, {
    choose: studio.chooseCard,
    lock() {
      const pointer = focusedField();
      if (pointer !== null) studio.toggleLock(pointer);
    },
    compare: () => toggleCompare(studio),
    feedback: () => feedback.current?.focus(),
    regenerate() {
      if (studio.allows("REGENERATE_PROPOSAL")) setAsking(true);
    },
    map: () => setKeyMap((open) => !open),
  });

  const state = studio.session.state.value;
  useWhatComes(state);
  // A failure or a stop gives back what was typed: of a book that goes well it is not fetched.
  const mayRestore = state !== null && (state.last_error !== null || !hasConcepts(state));
  useEffect(() => {
    if (!mayRestore) return;
    let forget: (() => void) | null = null;
    let isWanted = true;
    const load = (): void => {
      import("../models/studio/restore-typed.ts").then(
        ({ restoreTyped }) => {
          if (isWanted) forget = restoreTyped(studio.session);
        },
        () => {
          if (isWanted) window.addEventListener("online", load, { once: true });
        },
      );
    };
    load();
    return () => {
      isWanted = false;
      window.removeEventListener("online", load);
      forget?.();
    };
  }, [studio, mayRestore]);
  const text = words.value;
  // Until a concept is confirmed the book goes by the title of the one that is chosen.
  const chosenTitle = studio.selection.value
    ? textOf(studio.selection.value.candidate.content, "title")
    : "";
  const title = state?.title || chosenTitle || text.chrome.untitled;
  useEffect(() => {
    if (state) document.title = `${title} · ${text.chrome.studio}`;
  }, [title, text, state === null]);

  const opening = studio.session.opening.value;
  if (opening === "not_found") return <UnknownPage />;
  const back = { href: "/", label: text.chrome.back };
  if (!state || opening === "signed_out") {
    return (
      <>
        <TopBar back={back} />
        <main id="main" class="page" tabIndex={-1} aria-busy={opening === "loading"}>
          <h1 class="unseen">{text.chrome.studio}</h1>
          <p class={opening === "loading" ? "muted" : "notice"} role="status">
            {opening === "signed_out"
              ? text.session.signedOut
              : opening === "unreachable"
                ? text.session.unreachable
                : text.chrome.loading}
          </p>
          {opening === "signed_out" ? (
            <Button onPress={() => window.location.reload()}>{text.chrome.reload}</Button>
          ) : null}
        </main>
      </>
    );
  }
  // Concepts take the whole width; later stages have their panel beside them.
  const beside = wide && studio.stage.value !== "CONCEPT_SELECTION" && !studio.comparing.value;
  const dock = <Dock studio={studio} boxRef={feedback} />;
  // A drawer over the page has the focus to itself.
  const covered = !beside && studio.panelOpen.value;
  return (
    <>
      <TopBar
        inert={covered}
        back={back}
        title={title}
        lang={title === text.chrome.untitled ? undefined : state.language}
        stepper={<StepperButton studio={studio} />}
      >
        <TopLine studio={studio} />
      </TopBar>
      <div class={`studio${beside ? " with-panel" : ""}`}>
        <Stepper studio={studio} inert={covered} />
        <main id="main" tabIndex={-1} class="studio-main" inert={covered}>
          <StageCentre
            studio={studio}
            state={state}
            dock={beside ? null : dock}
            onKeys={() => setKeyMap(true)}
          />
        </main>
        {beside || studio.panelOpen.value ? (
          <Panel studio={studio} api={api} drawer={!beside}>
            {beside ? dock : null}
          </Panel>
        ) : null}
      </div>
      {asking ? <RerollAsk studio={studio} onClose={() => setAsking(false)} /> : null}
      {keyMap ? <KeyMap onClose={() => setKeyMap(false)} /> : null}
    </>
  );
}

function hasConcepts({ stages }: SessionState): boolean {
  return stages.CONCEPT_SELECTION.proposals.length > 0;
}
