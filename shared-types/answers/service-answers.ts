/**
 * What a service's SQL functions answer, each outcome stated once: relay and callback parse by it
 * (runtime/postgres/service-database.ts), and the flows by the Python file that is generated from it.
 */
import { z } from "zod";
import { partReport } from "../http/http.ts";
import { GENERATION_ANSWERS } from "./generation.ts";
import { OUTBOX_ANSWERS } from "./outbox.ts";
import { WAIT_ANSWERS } from "./waits.ts";

/** Of a function that returns void. */
const nothing = z.unknown();

export const SERVICE_ANSWERS = {
  ...GENERATION_ANSWERS,
  ...WAIT_ANSWERS,
  ...OUTBOX_ANSWERS,
  parts: z.record(z.string(), partReport),
  learn_capabilities: nothing,
  installation: z.object({ installation_id: z.string() }),
  beat: nothing,
  leave: nothing,
  wake: nothing,
  release_lease: nothing,
  expire_handle: nothing,
  release_run: nothing,
  release_relay_lock: nothing,
} as const;

export type AnsweredFunction = keyof typeof SERVICE_ANSWERS;
export type AnswerOf<Name extends AnsweredFunction> = z.output<(typeof SERVICE_ANSWERS)[Name]>;

/** @throws ZodError where it is none of those that the function may give */
export function parseAnswer<Name extends AnsweredFunction>(
  name: Name,
  answer: unknown,
): AnswerOf<Name> {
  return answerSchemas[name].parse(answer);
}

const answerSchemas: { readonly [Name in AnsweredFunction]: z.ZodType<AnswerOf<Name>> } =
  SERVICE_ANSWERS;

/** Those that the flows call; the others are TypeScript's alone. */
export const FLOW_FUNCTIONS = [
  ...["session_step", "begin_command", "report_progress", "write_partial", "save_finished"],
  ...["record_proposal", "fail_command", "beat_command", "command_statuses", "command_budget"],
  ...["record_call", "register_wait", "new_wait", "is_wait_over", "handle_paused"],
  ...["learnt_capabilities", "learn_capabilities", "beat", "leave", "wake"],
] as const satisfies readonly AnsweredFunction[];
