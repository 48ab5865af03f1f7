/** Changes, History and the writer's own words: beside the document on a wide screen, a drawer on a narrower one. */
import type { ComponentChildren, JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { words } from "../../../i18n/studio.words.ts";
import type { Api } from "../../../models/browser/api.ts";
import { PANEL_TABS, panelTabOf } from "../../../models/studio/panel-tab.ts";
import type { Studio } from "../../../models/studio/studio.ts";
import { isComposing } from "../../controls/composing.ts";
import { Icon } from "../../controls/icon.tsx";
import { MaterialTab } from "./material-tab.tsx";
import { Brief, Changes, History } from "../parts.ts";

export interface PanelProps {
  readonly studio: Studio;
  readonly api: Api;
  /** Over the page, with a way to close it. */
  readonly drawer: boolean;
  /** Stands under its tabs, whichever is open. */
  readonly children?: ComponentChildren;
}

export function Panel({ studio, api, drawer, children }: PanelProps): JSX.Element {
  const text = words.value.panel;
  const tab = panelTabOf(studio);
  const root = useRef<HTMLElement>(null);
  const opener = useRef<Element | null>(null);
  const close = () => {
    studio.panelOpen.value = false;
  };
  useEffect(() => {
    if (!drawer) return;
    opener.current = document.activeElement;
    root.current?.focus();
    // Behind the drawer's end, once the page under it takes the focus again.
    return () =>
      requestAnimationFrame(() => {
        const at = document.activeElement;
        if (at !== null && at !== document.body && at.id !== "main") return;
        const places = [
          opener.current,
          document.getElementById("panel-button"),
          document.querySelector(".more-actions > button"),
        ];
        const next = places.find((place) => place instanceof HTMLElement && isShown(place));
        if (next instanceof HTMLElement) next.focus();
      });
  }, [drawer]);
  return (
    <>
      {drawer ? <div class="panel-backdrop" onClick={close} /> : null}
      <aside
        ref={root}
        class={`panel${drawer ? " drawer" : ""}`}
        aria-label={text.label}
        tabIndex={-1}
        onKeyDown={(event) => {
          if (!drawer || isComposing(event)) return;
          if (event.key === "Escape") close();
          else if (event.key === "Tab") holdTab(event, event.currentTarget);
        }}
      >
        <div class="panel-head">
          <div class="tabs" role="tablist" aria-label={text.label}>
            {PANEL_TABS.map((name) => (
              <button
                key={name}
                type="button"
                role="tab"
                class="tab"
                id={`panel-tab-${name}`}
                aria-selected={tab === name}
                aria-controls="panel-body"
                onClick={() => {
                  studio.panelTab.value = name;
                }}
              >
                <span class="tab-name" data-name={text[name]}>
                  {text[name]}
                </span>
              </button>
            ))}
          </div>
          {drawer ? (
            <button
              type="button"
              class="button quiet icon"
              aria-label={words.value.chrome.close}
              onClick={close}
            >
              <Icon name="close" />
            </button>
          ) : null}
        </div>
        <div
          class="panel-body"
          id="panel-body"
          role="tabpanel"
          aria-labelledby={`panel-tab-${tab}`}
        >
          {tab === "changes" ? <Changes studio={studio} /> : null}
          {tab === "history" ? <History studio={studio} api={api} /> : null}
          {tab === "brief" ? <Brief studio={studio} /> : null}
          {tab === "material" ? <MaterialTab studio={studio} /> : null}
        </div>
        {children}
      </aside>
    </>
  );
}

function isShown(element: HTMLElement): boolean {
  return element.isConnected && element !== document.body && element.offsetParent !== null;
}

/** Behind the last control comes the first again, and the other way round. */
function holdTab(event: KeyboardEvent, root: HTMLElement): void {
  const controls = [
    ...root.querySelectorAll<HTMLElement>("button, a[href], input, select, textarea, summary"),
  ].filter((control) => control.offsetParent !== null && !control.matches(":disabled"));
  const first = controls[0];
  const last = controls.at(-1);
  const at = document.activeElement;
  const next = event.shiftKey
    ? at === first || at === root
      ? last
      : null
    : at === last
      ? first
      : null;
  if (!next) return;
  event.preventDefault();
  next.focus();
}
