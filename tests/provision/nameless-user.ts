/** A user of no name who owns nothing, as a container may be started with: to run what root installed. */
import { type ServerUser, mayEnter } from "../../local/postgres/server-user.ts";
import { repositoryRoot } from "../../local/repository-root.ts";

const NOBODY_KNOWN: ServerUser = { uid: 54_321, gid: 54_321 };

/** null where the tests are not root's, or where that user could not enter the checkout. */
export function namelessUser(): ServerUser | null {
  const isRoots = process.platform === "linux" && process.getuid?.() === 0;
  return isRoots && mayEnter(NOBODY_KNOWN, repositoryRoot) ? NOBODY_KNOWN : null;
}
