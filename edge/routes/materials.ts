/** Materials: a writer's file in, its map, its text and the file itself back. */
import type { Hono } from "hono";
import { MATERIAL_ROUTES } from "#shared/http/material-routes.ts";
import type { RefusalReason } from "#shared/material/destinations.ts";
import type { EdgeContext, EdgeDeps, EdgeEnv } from "../requests/context.ts";
import type { FilePiece } from "../operations/material-operations.ts";
import { attachment } from "../export/file-names.ts";
import { json, jsonText } from "../http/answer.ts";
import { createByteBudget } from "../http/byte-budget.ts";
import { base64ToBytes } from "../http/encoding.ts";
import { rateLimited, storedTooMuch, tooManyAnswers, writtenBytes } from "../requests/limited.ts";
import {
  boundedAnswer,
  jsonBody,
  requireAccount,
  sameOriginWrite,
} from "../requests/middleware.ts";
import { pageOf } from "../http/page-cursor.ts";
import { pathId } from "../http/path-id.ts";
import { problem } from "../http/problem.ts";
import { traceparentOf } from "../requests/trace.ts";
import type { Upload } from "../requests/kept.ts";
import { fileBody } from "../requests/upload.ts";
import type { RouteContext } from "../requests/valid-request.ts";
import { readMaterial } from "../material/read-material.ts";
import { mount } from "./mount.ts";

/** For a place among the files that are being read, one at a time. */
const WAIT_MS = 8_000;

type Routes = typeof MATERIAL_ROUTES;

export function mountMaterials(app: Hono<EdgeEnv>, deps: EdgeDeps): void {
  const account = requireAccount(deps, "refused");
  const write = sameOriginWrite(deps);
  const bounded = boundedAnswer(deps);
  const budget = createByteBudget(WAIT_MS);
  mount(app, MATERIAL_ROUTES.addMaterial, [account, write, fileBody(deps, budget)], async (c) => {
    // One at a time: what reading holds of the memory is held once.
    const turn = await budget.take(1, [{ key: "reading", bytes: 1 }]);
    if (turn === null) return tooManyAnswers(c, deps);
    try {
      return await addMaterial(c, deps, c.var.upload);
    } finally {
      turn.giveBack();
    }
  });
  mount(app, MATERIAL_ROUTES.listMaterials, [account, bounded], (c) => listMaterials(c, deps));
  mount(app, MATERIAL_ROUTES.getMaterial, [account, bounded], (c) =>
    found(c, deps, (session, material) => deps.materials.get(c.var.signIn, session, material)),
  );
  mount(app, MATERIAL_ROUTES.getMaterialText, [account, bounded], (c) => {
    const { section_id = null, after = 0 } = c.req.valid("query");
    return found(c, deps, (session, material) =>
      deps.materials.text(c.var.signIn, session, material, section_id, after),
    );
  });
  mount(app, MATERIAL_ROUTES.getMaterialFile, [account, bounded], (c) => getFile(c, deps));
  mount(app, MATERIAL_ROUTES.mapMaterial, [account, write, jsonBody(deps)], (c) =>
    mapMaterial(c, deps),
  );
  mount(app, MATERIAL_ROUTES.removeMaterial, [account, write], (c) => removeMaterial(c, deps));
}

async function addMaterial(c: EdgeContext, deps: EdgeDeps, upload: Upload): Promise<Response> {
  const limited = await writtenBytes(c, deps, upload.bytes.byteLength);
  if (limited !== null) return limited;
  const read = await readMaterial(upload.name, upload.bytes, upload.encoding);
  if (read.outcome === "REFUSED") return refused(read.reason, read.message);
  const session = pathId(c.req.param("session_id"));
  if (session === null) return problem("NOT_FOUND");
  const added = await deps.materials.add(
    c.var.signIn,
    session,
    upload.name,
    read.material,
    upload.bytes,
    traceparentOf(c.req),
    deps.limits.quotas.storedBytes,
  );
  if (added.outcome === "SIGNED_OUT") return problem("UNAUTHENTICATED");
  if (added.outcome === "STORED_TOO_MUCH") return storedTooMuch(c, deps);
  if (added.outcome === "NOT_FOUND") return problem("NOT_FOUND");
  deps.waker.wake();
  return json(added.material, 201);
}

/** The file is named in an issue in any case: what to do stands there. */
function refused(reason: RefusalReason, message: string): Response {
  const members = {
    detail: `This file ${message}.`,
    reason,
    issues: [{ path: "/file", message }],
  };
  switch (reason) {
    case "UNSUPPORTED_KIND":
    case "NOT_TEXT":
      return problem("UNSUPPORTED_MEDIA_TYPE", members);
    case "UNPACKS_TOO_LARGE":
    case "TOO_MANY_FILES":
      return problem("PAYLOAD_TOO_LARGE", members);
    case "EMPTY":
    case "UNKNOWN_ENCODING":
    case "ARCHIVE_CUT":
    case "ARCHIVE_ENCRYPTED":
    case "NESTED_TOO_DEEP":
    case "HAS_ENTITIES":
      return problem("VALIDATION_FAILED", members);
  }
}

async function listMaterials(
  c: RouteContext<Routes["listMaterials"]>,
  deps: EdgeDeps,
): Promise<Response> {
  const page = pageOf(c.req.valid("query"));
  const limited = await rateLimited(c, deps, "reads");
  if (limited !== null) return limited;
  const session = pathId(c.req.param("session_id"));
  if (session === null) return problem("NOT_FOUND");
  const listed = await deps.materials.list(c.var.signIn, session, page);
  return listed === null ? problem("NOT_FOUND") : jsonText(listed);
}

/** @param ask as JSON text, or null */
async function found(
  c: EdgeContext,
  deps: EdgeDeps,
  ask: (session: string, material: string) => Promise<string | null>,
): Promise<Response> {
  const limited = await rateLimited(c, deps, "reads");
  if (limited !== null) return limited;
  const ids = idsOf(c);
  const answer = ids === null ? null : await ask(ids.session, ids.material);
  return answer === null ? problem("NOT_FOUND") : jsonText(answer);
}

async function getFile(c: EdgeContext, deps: EdgeDeps): Promise<Response> {
  const limited = await rateLimited(c, deps, "reads");
  if (limited !== null) return limited;
  const ids = idsOf(c);
  if (ids === null) return problem("NOT_FOUND");
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let name = "";
  let after: number | null = 0;
  while (after !== null) {
    const piece: FilePiece = await deps.materials.file(
      c.var.signIn,
      ids.session,
      ids.material,
      after,
    );
    if (piece === null) return problem("NOT_FOUND");
    pieces.push(base64ToBytes(piece.base64));
    ({ name, next: after } = piece);
  }
  const file = new Blob(pieces);
  return new Response(file, {
    headers: {
      "Content-Type": "application/octet-stream",
      "Content-Length": String(file.size),
      "Content-Disposition": attachment(name, "material"),
      "Cache-Control": "private, no-store",
    },
  });
}

async function mapMaterial(
  c: RouteContext<Routes["mapMaterial"]>,
  deps: EdgeDeps,
): Promise<Response> {
  const { sections } = c.req.valid("json");
  const limited = await rateLimited(c, deps, "commands");
  if (limited !== null) return limited;
  const ids = idsOf(c);
  if (ids === null) return problem("NOT_FOUND");
  const mapped = await deps.materials.map(c.var.signIn, ids.session, ids.material, sections);
  if (mapped.outcome === "NOT_FOUND") return problem("NOT_FOUND");
  if (mapped.outcome === "VALIDATION_FAILED") {
    return problem("VALIDATION_FAILED", { issues: mapped.issues });
  }
  return json(mapped.material);
}

async function removeMaterial(c: EdgeContext, deps: EdgeDeps): Promise<Response> {
  const limited = await rateLimited(c, deps, "commands");
  if (limited !== null) return limited;
  const ids = idsOf(c);
  if (ids === null) return problem("NOT_FOUND");
  const { outcome } = await deps.materials.remove(
    c.var.signIn,
    ids.session,
    ids.material,
    traceparentOf(c.req),
  );
  if (outcome === "NOT_FOUND") return problem("NOT_FOUND");
  deps.waker.wake();
  return new Response(null, { status: 204, headers: { "Cache-Control": "no-store" } });
}

function idsOf(c: EdgeContext): { readonly session: string; readonly material: string } | null {
  const session = pathId(c.req.param("session_id"));
  const material = pathId(c.req.param("material_id"));
  return session === null || material === null ? null : { session, material };
}
