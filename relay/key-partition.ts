/**
 * The partition of a session's events, as sql/functions/outbox/key_partition.sql has it: by the hash that
 * PostgreSQL's hash-partitioned tables use (hash_bytes_extended of common/hashfn.c, Bob Jenkins' lookup3,
 * with no seed), of a UUID's sixteen bytes as little-endian words.
 *
 * A wake that names its sessions is then for their partitions alone. It is no more than that: a server
 * that counts otherwise, as one on a big-endian machine, has its events found by the poll.
 */

/** @param session a UUID */
export function keyPartition(session: string, partitions: number): number {
  const hash = BigInt.asUintN(63, hashOf(wordsOf(session)));
  return Number(hash % BigInt(partitions));
}

type Words = readonly [number, number, number, number];

function wordsOf(uuid: string): Words {
  const hex = uuid.replaceAll("-", "");
  const word = (n: number): number => {
    const bytes = hex.slice(8 * n, 8 * n + 8);
    return Number.parseInt(bytes.replace(/^(..)(..)(..)(..)$/, "$4$3$2$1"), 16);
  };
  return [word(0), word(1), word(2), word(3)];
}

const rotated = (value: number, by: number) => (value << by) | (value >>> (32 - by));

function hashOf([first, second, third, fourth]: Words): bigint {
  const start = 0x9e3779b9 + 16 + 3_923_095;
  let a = (start + first) | 0;
  let b = (start + second) | 0;
  let c = (start + third) | 0;
  a = ((a - c) ^ rotated(c, 4)) | 0;
  c = (c + b) | 0;
  b = ((b - a) ^ rotated(a, 6)) | 0;
  a = (a + c) | 0;
  c = ((c - b) ^ rotated(b, 8)) | 0;
  b = (b + a) | 0;
  a = ((a - c) ^ rotated(c, 16)) | 0;
  c = (c + b) | 0;
  b = ((b - a) ^ rotated(a, 19)) | 0;
  a = (a + c) | 0;
  c = ((c - b) ^ rotated(b, 4)) | 0;
  b = (b + a) | 0;
  a = (a + fourth) | 0;
  c = ((c ^ b) - rotated(b, 14)) | 0;
  a = ((a ^ c) - rotated(c, 11)) | 0;
  b = ((b ^ a) - rotated(a, 25)) | 0;
  c = ((c ^ b) - rotated(b, 16)) | 0;
  a = ((a ^ c) - rotated(c, 4)) | 0;
  b = ((b ^ a) - rotated(a, 14)) | 0;
  c = ((c ^ b) - rotated(b, 24)) | 0;
  return (BigInt(b >>> 0) << 32n) | BigInt(c >>> 0);
}
