/** How outbox messages are put together for Kafka: small enough batches, in order. */
import { type CloudEventRecord, toCloudEvent } from "#shared/events/cloud-event.ts";
import type { OutboxMessage } from "#shared/events/delivery.ts";

export interface Row {
  readonly message: OutboxMessage;
  readonly record: CloudEventRecord;
  /** About what it takes in a batch. */
  readonly bytes: number;
}

/** What a record takes besides its texts; measured: some 30 bytes and a few for each header. */
const RECORD_OVERHEAD_BYTES = 128;

export function toRow(message: OutboxMessage): Row {
  const record = toCloudEvent(message);
  let bytes =
    RECORD_OVERHEAD_BYTES + Buffer.byteLength(record.key) + Buffer.byteLength(record.value);
  for (const [name, value] of Object.entries(record.headers)) {
    bytes += Buffer.byteLength(name) + Buffer.byteLength(value);
  }
  return { message, record, bytes };
}

/**
 * Splits rows into batches of at most `maxRows` and `maxBytes`; a row that is larger comes alone.
 * The client does not split: a broker refuses a batch as a whole by its size, whatever its rows are.
 */
export function inBatches(
  rows: readonly Row[],
  limits: { readonly maxRows: number; readonly maxBytes: number },
): readonly (readonly Row[])[] {
  const batches: Row[][] = [];
  let batch: Row[] = [];
  let bytes = 0;
  for (const row of rows) {
    if (
      batch.length > 0 &&
      (batch.length >= limits.maxRows || bytes + row.bytes > limits.maxBytes)
    ) {
      batches.push(batch);
      batch = [];
      bytes = 0;
    }
    batch.push(row);
    bytes += row.bytes;
  }
  if (batch.length > 0) batches.push(batch);
  return batches;
}
