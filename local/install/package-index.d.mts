/** Environment variables for uv from what `pip config list` prints. */
export function uvEnvironment(
  listing: string,
  exists?: (path: string) => boolean,
): Readonly<Record<string, string>>;
