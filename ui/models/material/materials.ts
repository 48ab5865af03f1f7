/** A book's own material: what was brought, its maps, and what is placed from it. */
import { signal, type ReadonlySignal } from "@preact/signals";
import type { ApiClient, ApiModel } from "#shared/http/client.ts";
import type { Destination } from "#shared/material/destinations.ts";
import type { Encoding } from "#shared/material/encoding.ts";
import type { Stage } from "#shared/stages.ts";
import { type ApiResult, ask, askForNothing } from "../browser/api.ts";
import type { SessionModel } from "../session/session.ts";
import type { SendOutcome } from "../session/send-outcome.ts";
import { pageClient } from "../browser/page-client.ts";

export type MaterialSummary = ApiModel<"MaterialSummary">;
export type Material = ApiModel<"Material">;

export type MaterialProblem = {
  /** Asks for the same once more; null: it has a button of its own. */
  readonly again: (() => Promise<unknown>) | null;
} & (
  | { readonly kind: "unreachable" }
  /** The code, or the reason, that the answer names. */
  | { readonly kind: "refused"; readonly name: string; readonly code: string }
);

export interface Materials {
  readonly list: ReadonlySignal<readonly MaterialSummary[] | null>;
  /** The maps that were opened, by material. */
  readonly maps: ReadonlySignal<ReadonlyMap<string, Material>>;
  readonly isBusy: ReadonlySignal<boolean>;
  readonly problem: ReadonlySignal<MaterialProblem | null>;
  readonly load: () => Promise<void>;
  readonly open: (material_id: string) => Promise<void>;
  /** Whether it was taken. */
  readonly add: (file: File, encoding: Encoding | null) => Promise<boolean>;
  readonly send: (material_id: string, section_id: string, goes_to: Destination) => Promise<void>;
  readonly place: (
    material_id: string,
    stage: Stage,
    people: readonly string[],
  ) => Promise<SendOutcome>;
  readonly remove: (material_id: string) => Promise<void>;
  /** A whole section word for word; null where it could not be read. */
  readonly text: (material_id: string, section_id: string | null) => Promise<string | null>;
}

const PATH = "/api/v1/genesis/sessions/{session_id}/materials";
const ONE = "/api/v1/genesis/sessions/{session_id}/materials/{material_id}";
/** A text that is looked at is read to here; the rest is in the file. */
const LONGEST_SHOWN = 600_000;

export function createMaterials(
  session: Pick<SessionModel, "session_id" | "send">,
  client: ApiClient = pageClient(),
): Materials {
  const { session_id } = session;
  const list = signal<readonly MaterialSummary[] | null>(null);
  const maps = signal<ReadonlyMap<string, Material>>(new Map());
  const isBusy = signal(false);
  const problem = signal<MaterialProblem | null>(null);
  const keep = (material: Material) => {
    maps.value = new Map(maps.value).set(material.material_id, material);
  };

  async function asked<T>(
    name: string,
    request: Promise<ApiResult<T>>,
    again: (() => Promise<unknown>) | null = null,
  ): Promise<T | null> {
    problem.value = null;
    isBusy.value = true;
    const result = await request;
    isBusy.value = false;
    if (result.outcome === "ok") return result.body;
    problem.value =
      result.outcome === "unreachable"
        ? { kind: "unreachable", again }
        : { kind: "refused", again, name, code: result.problem.reason ?? result.problem.code };
    return null;
  }

  async function load(): Promise<void> {
    const page = await asked(
      "",
      ask(client.GET(PATH, { params: { path: { session_id }, query: { limit: 200 } } })),
      load,
    );
    if (page !== null) list.value = page.materials;
  }

  async function open(material_id: string): Promise<void> {
    if (maps.value.has(material_id)) return;
    const request = client.GET(ONE, { params: { path: { session_id, material_id } } });
    const material = await asked("", ask(request), () => open(material_id));
    if (material !== null) keep(material);
  }

  async function send(
    material_id: string,
    section_id: string,
    goes_to: Destination,
  ): Promise<void> {
    const request = client.PUT(`${ONE}/map`, {
      params: { path: { session_id, material_id } },
      body: { sections: [{ section_id, goes_to }] },
    });
    const again = () => send(material_id, section_id, goes_to);
    const material = await asked("", ask(request), again);
    if (material !== null) keep(material);
  }

  async function remove(material_id: string): Promise<void> {
    const request = client.DELETE(ONE, { params: { path: { session_id, material_id } } });
    const again = () => remove(material_id);
    const gone = await asked("", askForNothing(request).then(asTrue), again);
    if (gone !== null) await load();
  }

  return {
    list,
    maps,
    isBusy,
    problem,
    load,
    open,
    send,
    remove,
    async add(file, encoding) {
      const form = new FormData();
      form.set("file", file);
      if (encoding !== null) form.set("encoding", encoding);
      const request = client.POST(PATH, {
        params: { path: { session_id } },
        body: { file: file.name },
        bodySerializer: () => form,
      });
      const material = await asked(file.name, ask(request));
      if (material === null) return false;
      keep(material);
      await load();
      return true;
    },
    place: (material_id, stage, people) =>
      session.send({
        command_type: "PLACE_MATERIAL",
        payload: { material_id, stage, ...(people.length === 0 ? {} : { people: [...people] }) },
      }),
    async text(material_id, section_id) {
      let text = "";
      let after: number | null = 0;
      while (after !== null && text.length < LONGEST_SHOWN) {
        const query: { after: number; section_id?: string } = { after };
        if (section_id !== null) query.section_id = section_id;
        const params = { path: { session_id, material_id }, query };
        const page: ApiModel<"MaterialText"> | null = await asked(
          "",
          ask(client.GET(`${ONE}/text`, { params })),
        );
        if (page === null) return null;
        text += page.text;
        after = page.next;
      }
      return text;
    },
  };
}

/** So that null stays what went wrong. */
function asTrue(result: ApiResult<null>): ApiResult<true> {
  return result.outcome === "ok" ? { ...result, body: true } : result;
}
