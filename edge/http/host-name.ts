/** The name or address in a Host header, or in the list of those that are ours. */

/** A registered name as HTTP hosts have them: no user, no path, nothing encoded. */
const NAME = /^[A-Za-z0-9_](?:[A-Za-z0-9._-]{0,253})$/;
const HOST = /^(\[[0-9A-Fa-f:.]{2,45}\]|[^:[\]]*)(?::\d{1,5})?$/;

/**
 * In small letters, without the port and a name's last dot; an IPv6 address in brackets, in its one
 * short form. An IPv4 address is taken as it is written: `127.1` is no name of 127.0.0.1 here.
 * @returns null where it is none, `a, b` of two headers included
 */
export function hostName(header: string): string | null {
  const name = HOST.exec(header)?.[1] ?? "";
  if (name.startsWith("[")) {
    return URL.canParse(`http://${name}`) ? new URL(`http://${name}`).hostname : null;
  }
  if (!NAME.test(name)) return null;
  return name.toLowerCase().replace(/\.$/, "");
}
