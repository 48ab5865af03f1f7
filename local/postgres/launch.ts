/** How the server's programs are started: as the right user, and ending with the studio. */
import { join } from "node:path";
import { anyPython } from "../processes/python.ts";
import { type ServerUser, mayEnter } from "./server-user.ts";

export interface Launch {
  readonly command: string;
  readonly args: readonly string[];
  readonly uid?: number;
  readonly gid?: number;
}

/**
 * @param user null: the studio's own
 * @param directory what the program works in, besides the one it lies in
 * @param isNamed the program asks for its user's name, which not every user has
 * @throws where the user cannot get at either and nothing can be done about it
 */
export function asServerUser(
  user: ServerUser | null,
  program: string,
  args: readonly string[],
  directory: string,
  isNamed = false,
): Launch {
  const isOutOfReach =
    user !== null &&
    ![join(program, ".."), join(directory, "..")].every((path) => mayEnter(user, path));
  const python = process.platform === "linux" ? anyPython() : null;
  if (python === null) {
    if (isOutOfReach) {
      throw new Error(
        `PostgreSQL does not run as root, and its user cannot enter ${directory} or ${program}. Run as an ordinary user, move the checkout to where others may enter, or set DATABASE_URL.`,
      );
    }
    return { command: program, args, ...user };
  }
  const script = join(import.meta.dirname, "..", "processes", "run_child.py");
  const identity = user === null ? [] : ["--user", `${user.uid}:${user.gid}`];
  return {
    command: python,
    args: [
      ...["-I", "-S", script, "--signal", "SIGINT", "--parent", String(process.pid)],
      ...identity,
      ...(isOutOfReach ? ["--reach"] : []),
      ...(isNamed ? ["--named"] : []),
      ...["--", program, ...args],
    ],
  };
}
