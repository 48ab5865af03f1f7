/** What one writer does at its worst, each for as long as it is let. */
import { once } from "node:events";
import { type Socket, connect } from "node:net";
import { API_BASE } from "#shared/http/http.ts";
import { pause } from "#runtime/work/pause.ts";
import type { Account, Reply } from "./account.ts";
import { largestOutline } from "./contents.ts";

/** How many answers of each kind; `cut`: connections that ended without one. */
export interface Tally {
  ok: number;
  limited: number;
  refused: number;
  failed: number;
  cut: number;
}

export interface AttackTarget {
  readonly account: Account;
  /** With a log of large contents. */
  readonly session: string;
  readonly novel: string;
}

export type Attack = (target: AttackTarget, signal: AbortSignal, tally: Tally) => Promise<void>;

/** About what the largest log has (preparation.ts). */
const LOG_BYTES = 3_000_000;
const AT_ONCE = 8;
/** A refusal is answered at once: asking again without a pause would measure this process. */
const PAUSE_MS = 20;

export const ATTACKS: Readonly<Record<string, Attack>> = {
  saves: pressing(({ account, session }, n) =>
    account.command(session, "SAVE_CANDIDATE", {
      stage: "PLOT_OUTLINE",
      content: largestOutline(n),
    }),
  ),
  reads: pressing(({ account, session }) =>
    account.send("GET", `/sessions/${session}/events?limit=500`),
  ),
  unsent: pressing(({ account, session }, n) =>
    n % 2 === 0
      ? account.send("HEAD", `/sessions/${session}/events?limit=500`)
      : account.send("GET", `/sessions/${session}/state`, undefined, { "if-none-match": "*" }),
  ),
  rounds: pressing(({ account, session }, n) =>
    account.send(
      "GET",
      n % 2 === 0 ? `/sessions/${session}/proposals?limit=500` : "/account/export",
    ),
  ),
  replays: pressing(async ({ account, session }) => {
    const path = `/sessions/${session}/events/stream?after=0`;
    return { status: await account.readStream(path, LOG_BYTES), text: "" };
  }),
  unread: leavingUnread,
  documents: pressing(({ account }, n) =>
    account.send("GET", n % 2 === 0 ? "/api/openapi.json" : "/api/docs"),
  ),
  novels: pressing(({ account, novel }) => account.send("GET", `/novels/${novel}`)),
};

/** Requests as fast as they are answered, several at once. */
function pressing(request: (target: AttackTarget, n: number) => Promise<Reply>): Attack {
  return async (target, signal, tally) => {
    let n = 0;
    const press = async () => {
      while (!signal.aborted) {
        n += 1;
        const { status } = await request(target, n);
        count(tally, status);
        if (status === 429) await pause(PAUSE_MS);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, press));
  };
}

const UNREAD_CONNECTIONS = 40;

/** Connections that ask for the largest log and read nothing; a new one for each that is cut. */
async function leavingUnread(
  { account, session }: AttackTarget,
  signal: AbortSignal,
  tally: Tally,
): Promise<void> {
  const { hostname, port } = new URL(account.url);
  const request = [
    `GET ${API_BASE}/sessions/${session}/events?limit=500 HTTP/1.1`,
    `Host: ${hostname}:${port}`,
    ...Object.entries(account.headers).map(([name, value]) => `${name}: ${value}`),
    "",
    "",
  ].join("\r\n");
  const open = new Set<Socket>();
  const hold = async () => {
    while (!signal.aborted) {
      const socket = connect(Number(port), hostname);
      open.add(socket);
      socket.on("error", () => {});
      socket.pause();
      socket.write(request);
      await Promise.race([once(socket, "close").catch(() => {}), aborted(signal)]);
      open.delete(socket);
      if (!signal.aborted) tally.cut += 1;
      socket.destroy();
      await pause(PAUSE_MS);
    }
  };
  await Promise.all(Array.from({ length: UNREAD_CONNECTIONS }, hold));
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}

function count(tally: Tally, status: number): void {
  if (status === 0) tally.cut += 1;
  else if (status < 400) tally.ok += 1;
  else if (status === 429) tally.limited += 1;
  else if (status < 500) tally.refused += 1;
  else tally.failed += 1;
}
