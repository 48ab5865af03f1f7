/** Why a command does not start, in words for whoever gave it; names the variable to change. */
export class StartError extends Error {
  override readonly name = "StartError";
}
