/** How several relays share the partitions: each takes what is free, and gives away what is too much. */

export interface LiveRelay {
  readonly instance_id: string;
  readonly partitions_held: number;
}

/**
 * Whether a relay should give one of its partitions away: it has more than an even share, and another
 * one has less. A share is rounded down, so that nobody gives away what nobody is short of.
 * @param relays those that were heard of lately
 */
export function hasTooMany(
  partitions: number,
  held: number,
  instanceId: string,
  relays: readonly LiveRelay[],
): boolean {
  const share = Math.floor(partitions / Math.max(1, relays.length));
  const isShort = (relay: LiveRelay) =>
    relay.instance_id !== instanceId && relay.partitions_held < share;
  return held > share && relays.some(isShort);
}
