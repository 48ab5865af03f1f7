/** The bar on top: back or brand, the page's title, and what stands at its end. */
import type { ComponentChildren, JSX } from "preact";
import { words } from "../../i18n/words.ts";
import { Icon } from "../controls/icon.tsx";
import { PreferencesMenu } from "./preferences-menu.tsx";
import { at } from "../../models/browser/place.ts";

export interface TopBarProps {
  /** Absent on the dashboard, which shows the name of the studio instead. */
  readonly back?: { readonly href: string; readonly label: string } | undefined;
  readonly title?: string | undefined;
  /** The book's language, for its title. */
  readonly lang?: string | undefined;
  /** The stages as "3/5", where there is no rail. */
  readonly stepper?: ComponentChildren;
  /** Something lies over the page. */
  readonly inert?: boolean | undefined;
  /** Saved, generator, cost. */
  readonly children?: ComponentChildren;
}

export function TopBar(props: TopBarProps): JSX.Element {
  const text = words.value;
  return (
    <header class="top-bar" inert={props.inert}>
      <a class="skip" href="#main">
        {text.chrome.skip}
      </a>
      <div class="top-bar-row">
        {props.back ? (
          <a class="button quiet back" href={at(props.back.href)}>
            <Icon name="back" />
            <span class="back-word">{props.back.label}</span>
          </a>
        ) : (
          <a class="brand" href={at("/")}>
            <img src="/favicon.svg" width="24" height="24" alt="" />
            {text.chrome.studio}
          </a>
        )}
        {props.title === undefined ? null : (
          <h1 class="top-bar-title" lang={props.lang} dir="auto" title={props.title}>
            {props.title}
          </h1>
        )}
        {props.stepper}
        <div class="top-bar-end">
          {props.children}
          <PreferencesMenu />
        </div>
      </div>
    </header>
  );
}
