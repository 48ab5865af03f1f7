/** Every route of the API as a request, who may send it, and what a client sees of the answer. */
import { conceptContent } from "./contents.ts";
import { type ExampleRequest, type ExampleValues, exampleRequests } from "./example-requests.ts";

export const UNKNOWN = {
  session_id: "01890000-0000-7000-8000-00000000000a",
  novel_id: "01890000-0000-7000-8000-00000000000b",
  proposal_id: "01890000-0000-7000-8000-00000000000c",
  candidate_id: "01890000-0000-7000-8000-00000000000d",
  browser_id: "01890000-0000-7000-8000-00000000000e",
  merge_id: "01890000-0000-7000-8000-00000000000f",
  token_id: "01890000-0000-7000-8000-000000000010",
  material_id: "01890000-0000-7000-8000-000000000011",
  webhook_id: "01890000-0000-7000-8000-000000000012",
};
export type Ids = Readonly<Record<keyof typeof UNKNOWN, string>>;

/** What the schemas leave open. */
export const valuesOf = (ids: Ids): ExampleValues => ({
  ...ids,
  // Which sessions a stream of several follows.
  after: [ids.session_id],
  content: conceptContent("Hers"),
  // A field of a stage.
  pointer: "/title",
  section_id: "s1",
  // Nothing listens there.
  base_url: "http://127.0.0.1:9/v1",
  url: "http://127.0.0.1:9/hook",
});

export const REQUESTS = exampleRequests(valuesOf(UNKNOWN));

/** Without a cookie these give an account, in local mode. */
export const WELCOME = new Set(["createSession", "listSessions"]);

/** What a token that proposes may send besides reading. */
export const PROPOSING = new Set([
  "createSession",
  "sendCommand REQUEST_INSPIRATION",
  "sendCommand SUBMIT_IDEA",
  "sendCommand REVISE_PROPOSAL",
  "sendCommand PLACE_MATERIAL",
  "addMaterial",
  "mapMaterial",
  "sendCommand REGENERATE_PROPOSAL",
  "sendCommand SAVE_CANDIDATE",
]);
/** What is read with a token of scope `full` alone. */
export const READ_BY_FULL = new Set(["exportAccount", "listBrowsers", "listMerges", "listTokens"]);
/** Who has access: no token decides that. */
export const BROWSER_ONLY = new Set([
  "makeDeviceCode",
  "makeRecoveryPhrase",
  "joinAccount code",
  "joinAccount phrase",
  "takeAlong",
  "endBrowser",
  "undoMerge",
  "signOut",
  "makeToken",
  "endToken",
  "endTokens",
  "deleteAccount",
]);

/** What these show is the asker and its browser (browsers.test.ts, account-export.test.ts). */
export const ABOUT_THE_ASKER = new Set(["listBrowsers", "exportAccount"]);

export interface Response {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** As a client sees it, without its time, and with every one of `ids` replaced. */
export async function ask(
  url: string,
  request: ExampleRequest,
  headers: Readonly<Record<string, string>>,
  ids: Ids,
): Promise<Response> {
  const abort = new AbortController();
  const answer = await fetch(url + request.path, {
    method: request.method,
    headers: {
      ...headers,
      // A connection that is kept may be closed while the next request is on its way.
      connection: "close",
      ...(typeof request.body === "string" ? { "content-type": "application/json" } : {}),
    },
    ...(request.body === undefined ? {} : { body: request.body }),
    signal: abort.signal,
  });
  const isStream = answer.headers.get("content-type")?.startsWith("text/event-stream") ?? false;
  const text = isStream ? "(a stream)" : await answer.text();
  abort.abort();
  let anonymous = text;
  for (const id of Object.values(ids)) anonymous = anonymous.replaceAll(id, "ID");
  return {
    status: answer.status,
    headers: Object.fromEntries(
      [...answer.headers].filter(([name]) => name !== "date" && name !== "connection"),
    ),
    text: anonymous,
  };
}
