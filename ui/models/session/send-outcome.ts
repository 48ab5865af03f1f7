/** What became of a press. */
import type { CommandType } from "#shared/commands/command-table.ts";
import type { CommandAnswer, Problem, Unreachable } from "../browser/api.ts";

export type SendOutcome =
  | { readonly outcome: "accepted"; readonly answer: CommandAnswer }
  | { readonly outcome: "refused"; readonly problem: Problem; readonly reason?: undefined }
  | Unreachable;

/** A press that did not work, and how to press it again. */
export interface FailedPress {
  readonly command_type: CommandType;
  readonly outcome: Exclude<SendOutcome, { outcome: "accepted" }>;
  readonly retry: () => void;
}
