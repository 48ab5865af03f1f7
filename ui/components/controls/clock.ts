/** The present by the server, once a second, while a component that needs it is on the page. */
import { useEffect, useState } from "preact/hooks";
import { serverNow } from "../../models/browser/server-clock.ts";

export function useNow(everyMs = 1_000): number {
  const [now, setNow] = useState(serverNow());
  useEffect(() => {
    const timer = setInterval(() => setNow(serverNow()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
