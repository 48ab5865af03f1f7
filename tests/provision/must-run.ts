/** Runs a program that has to succeed. */
import { type ProgramOptions, runProgram } from "../../local/processes/run-program.ts";

/**
 * @returns what it said, output and error together
 * @throws with the command and what it said where it ended with another code than 0
 */
export async function mustRun(
  command: string,
  args: readonly string[],
  options: ProgramOptions = { env: process.env },
): Promise<string> {
  const { code, output } = await runProgram(command, args, options);
  if (code === 0) return output;
  throw new Error(`${command} ${args.join(" ")} ended with ${code}:\n${output}`);
}
