/** Where Python is, and the small programs that tie a child's life to the studio's. */
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { repositoryRoot } from "../repository-root.ts";
import { StartError } from "./start-error.ts";

/** The environment that the installer made from flows/requirements.lock. */
export const venvPython =
  process.platform === "win32"
    ? join(repositoryRoot, ".venv", "Scripts", "python.exe")
    : join(repositoryRoot, ".venv", "bin", "python");

/** @throws StartError where it is missing, or this user may not run it: it was made of a Python in another's home */
export function requirePython(python: string = venvPython): void {
  try {
    accessSync(python, constants.X_OK);
  } catch {
    throw new StartError(
      `${python} is missing, or may not be run by this user, as where it was installed with a Python that only others may run. Remove .venv and install again with one for everybody first on the PATH, such as /usr/bin/python3`,
    );
  }
}

/** Command and arguments that run a Python module until it ends or the studio does. */
export function watchedModule(
  module: string,
  args: readonly string[],
): { readonly command: string; readonly args: readonly string[] } {
  const script = join(import.meta.dirname, "watch_parent.py");
  return { command: venvPython, args: [script, module, ...args] };
}

/** Any Python 3 of the machine, null where there is none; for what needs no packages. */
export function anyPython(): string | null {
  if (existsSync(venvPython)) return venvPython;
  return (
    (process.env["PATH"] ?? "")
      .split(delimiter)
      .map((directory) => join(directory, "python3"))
      .find((path) => existsSync(path)) ?? null
  );
}
