/** What a request keeps in its context. */
import type { Encoding } from "#shared/material/encoding.ts";

/** A material on its way in. */
export interface Upload {
  /** Its last part, without what no list could show. */
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Absent: to be recognised. */
  readonly encoding?: Encoding;
}

export interface RequestTrace {
  /** What goes with its events: as it came, or new. */
  readonly traceparent: string;
  /** The span of the request itself. */
  readonly spanId: string;
  /** Nobody recorded a span before it: what goes with its events names the request's own. */
  readonly isRoot: boolean;
}
