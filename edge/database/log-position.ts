/** A place in PostgreSQL's write-ahead log (pg_lsn): what was committed before it is seen by whoever has come so far. */

/** As text, `16/B374D848`. */
export type LogPosition = string;

const FORM = /^([0-9A-F]{1,8})\/([0-9A-F]{1,8})$/;

export function isLogPosition(text: string): boolean {
  return FORM.test(text);
}

/** The one that is further on. */
export function further(one: LogPosition, other: LogPosition): LogPosition {
  return valueOf(one) >= valueOf(other) ? one : other;
}

function valueOf(position: LogPosition): bigint {
  const [, high = "0", low = "0"] = FORM.exec(position) ?? [];
  return (BigInt(`0x${high}`) << 32n) | BigInt(`0x${low}`);
}
