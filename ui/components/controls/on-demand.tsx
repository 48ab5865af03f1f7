/** A component in a chunk of its own, fetched with its words when it is first shown. */
import type { ComponentType, JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { wordsAreHere } from "../../i18n/word-set.ts";
import { words } from "../../i18n/words.ts";
import { Button } from "./button.tsx";

export interface Meanwhile<P> {
  /** Shown until it has arrived; absent: nothing. */
  readonly waiting?: (props: P) => JSX.Element;
  /** Shown where it did not arrive; absent: a button that asks for it once more. */
  readonly failed?: () => JSX.Element | null;
  /** Not fetched before it is shown, even where the page has been used for a while: other pages. */
  readonly isApart?: boolean;
  /** Beside what the page is about: fetched when that is read, or the page is used. */
  readonly isLater?: boolean;
}

/** What is on the page's further screens, and not here yet. */
const ahead = new Set<() => Promise<unknown>>();
let isUsed = false;
const AFTER_FIRST_MS = 500;
/** What has been read by then is what the page is about. */
const LATER_MS = 1_500;
let startUse = (): void => {};
const inUse = new Promise<void>((resolve) => {
  startUse = resolve;
});

function whenLater(): Promise<unknown> {
  return Promise.race([inUse, new Promise((resolve) => setTimeout(resolve, LATER_MS))]);
}

/** Fetches what a press may show, before it is pressed; once the first look has all that it needs. */
export function fetchAhead(): void {
  isUsed = true;
  startUse();
  for (const load of ahead) void load().catch(() => undefined);
}

/** Fetches it for whoever knows that it is shown next. */
export interface OnDemand<P> {
  (props: P): JSX.Element | null;
  readonly fetchNow: () => void;
}

export function onDemand<P extends object>(
  load: () => Promise<ComponentType<P>>,
  { waiting, failed, isApart = false, isLater = false }: Meanwhile<P> = {},
): OnDemand<P> {
  let loaded: ComponentType<P> | null = null;
  async function arrive(): Promise<void> {
    const component = await load();
    await wordsAreHere();
    loaded = component;
  }
  if (!isApart) {
    ahead.add(arrive);
    // A page that came later: behind what it shows first.
    if (isUsed) setTimeout(() => void arrive().catch(() => undefined), AFTER_FIRST_MS);
  }
  function Demanded(props: P): JSX.Element | null {
    const [, setArrived] = useState(false);
    const [isFailed, setFailed] = useState(false);
    const [tries, setTries] = useState(0);
    useEffect(() => {
      if (loaded) {
        // It came between the first look and now.
        setArrived(true);
        return;
      }
      let isWanted = true;
      (isLater ? whenLater().then(arrive) : arrive())
        .then(() => {
          if (isWanted) setArrived(true);
        })
        .catch(() => {
          if (isWanted) setFailed(true);
        });
      return () => {
        isWanted = false;
      };
    }, [tries]);
    const Loaded = loaded;
    if (Loaded) return <Loaded {...props} />;
    if (!isFailed) return waiting?.(props) ?? null;
    if (failed) return failed();
    return (
      <Button
        kind="quiet"
        onPress={() => {
          setFailed(false);
          setTries(tries + 1);
        }}
      >
        {words.value.actions.tryAgain}
      </Button>
    );
  }
  return Object.assign(Demanded, { fetchNow: () => void arrive().catch(() => undefined) });
}
