/** Why a port cannot be listened on, in words for who set it. */
import { errorCode } from "./postgres/failure.ts";

export interface ListenPlace {
  /** What sets the port, such as `RELAY_PORT`. */
  readonly variable: string;
  readonly host: string;
  readonly port: number;
}

/** @returns null where the error is no such fault */
export function listenFault(error: unknown, { variable, host, port }: ListenPlace): string | null {
  const code = errorCode(error) ?? "";
  if (code === "EADDRINUSE") {
    return `${variable}: ${port} is in use by another program; set it to a free one`;
  }
  if (code === "EACCES") {
    const advice = port < 1024 ? "one above 1023" : "another";
    return `${variable}: ${port} may not be listened on by this user; set it to ${advice}`;
  }
  return ["EADDRNOTAVAIL", "ENOTFOUND", "EAI_AGAIN"].includes(code)
    ? `HOST: ${host} is no address of this machine`
    : null;
}
