/** Declarations of run-command.mjs, which has to run before any package is there. */
export function runCommand(
  command: string,
  args: string[],
  options?: { cwd?: string; env?: NodeJS.ProcessEnv },
): Promise<{ ok: boolean; output: string }>;
