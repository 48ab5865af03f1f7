/** A content that a writer wrote: ids for its new items, then its stage's schema, then its size. */
import { STAGE_FIELDS } from "#shared/content/fields.generated.ts";
import { fillLists } from "#shared/content/fill-lists.ts";
import { identifyItems } from "#shared/content/identify.ts";
import { MAX_CONTENT_BYTES, parseStageContent } from "#shared/content/stage-content.ts";
import type { Issue } from "#shared/http/http.ts";
import { isStage } from "#shared/stages.ts";
import { issuesOf } from "../http/issues.ts";

type Payload = Readonly<Record<string, unknown>>;

export type CheckedPayload =
  | { readonly isValid: true; readonly payload: Payload }
  | { readonly isValid: false; readonly issues: readonly Issue[] };

/** The fields of payloads that hold a whole content; `stage` stands beside them. */
const CONTENT_FIELDS = ["edits", "content"] as const;

export function checkWrittenContent(payload: Payload): CheckedPayload {
  const { stage } = payload;
  const field = CONTENT_FIELDS.find((name) => payload[name] !== undefined);
  if (field === undefined) return { isValid: true, payload };
  const content = payload[field];
  const path = `/payload/${field}`;
  if (!isStage(stage) || !isRecord(content)) {
    return { isValid: false, issues: [{ path, message: "needs a stage" }] };
  }
  const whole = fillLists(STAGE_FIELDS[stage], content);
  const parsed = parseStageContent(stage, identifyItems(stage, whole));
  if (!parsed.success) return { isValid: false, issues: issuesOf(parsed.error, path) };
  const bytes = new TextEncoder().encode(JSON.stringify(parsed.data)).byteLength;
  if (bytes > MAX_CONTENT_BYTES) {
    const message = `at most ${MAX_CONTENT_BYTES} bytes of JSON, this is ${bytes}`;
    return { isValid: false, issues: [{ path, message }] };
  }
  return { isValid: true, payload: { ...payload, [field]: parsed.data } };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
