/** What the writer brought and wants throughout: read at a glance, changed by hand. */
import type { CommandRequest } from "../browser/api.ts";
import type { SessionState } from "#shared/session/state.ts";
import type { SessionModel } from "../session/session.ts";

export type BriefField = "genre" | "hints" | "notes" | "constraints";

/** The box in which it is typed (session/drafts.ts). */
export function briefBox(field: BriefField): string {
  return `brief.${field}`;
}

/** As it stands in its box; a constraint is a line. */
export function briefText(brief: SessionState["brief"], field: BriefField): string {
  return field === "constraints" ? brief.constraints.join("\n") : (brief[field] ?? "");
}

/** The command that makes the brief say so; null where it does already. */
export function briefChange(
  brief: SessionState["brief"],
  field: BriefField,
  typed: string,
): CommandRequest | null {
  const text = typed.trim();
  if (field !== "constraints") {
    if (text === briefText(brief, field).trim()) return null;
    return { command_type: "UPDATE_BRIEF", payload: { [field]: text } };
  }
  const constraints = text.split("\n").flatMap((line) => line.trim() || []);
  if (constraints.join("\n") === briefText(brief, field)) return null;
  return { command_type: "UPDATE_BRIEF", payload: { constraints } };
}

/** Whether it is among what holds for the whole book. */
export function isStanding(brief: SessionState["brief"], order: string): boolean {
  return briefText(brief, "notes").split("\n").includes(oneLine(order));
}

/** Makes a wish of one revision a standing order of the book: a line more of its notes. */
export async function makeStanding(session: SessionModel, order: string): Promise<void> {
  const brief = session.state.value?.brief;
  if (brief === undefined || isStanding(brief, order)) return;
  const notes = `${briefText(brief, "notes")}\n${oneLine(order)}`.trim();
  const outcome = await session.send({ command_type: "UPDATE_BRIEF", payload: { notes } });
  if (outcome.outcome === "accepted") await session.refresh();
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

const underWay = new WeakMap<SessionModel, Promise<boolean>>();

/**
 * Sends what was typed; until it is accepted it stays in its box. False where it was not. One after
 * the other: what the book says is known only once the save before has been read again.
 */
export function saveBrief(
  session: SessionModel,
  field: BriefField,
  typed: string,
): Promise<boolean> {
  const before = underWay.get(session) ?? Promise.resolve(true);
  const saved = before.then(() => saveNow(session, field, typed));
  underWay.set(session, saved);
  return saved;
}

async function saveNow(session: SessionModel, field: BriefField, typed: string): Promise<boolean> {
  const brief = session.state.value?.brief;
  if (brief === undefined) return false;
  const command = briefChange(brief, field, typed);
  if (command !== null) {
    const outcome = await session.send(command);
    if (outcome.outcome !== "accepted") return false;
    await session.refresh();
  }
  // What was typed meanwhile is still to be saved.
  if (session.drafts.read(briefBox(field)).peek() === typed) session.drafts.clear(briefBox(field));
  return true;
}
