import type { Position } from "../base/position.ts";

/** Plain forms of schemas/domain/common.fbs and result.fbs; the codecs are `_domain_codec.ts`. */

/** A variable or an argument. `value` is JSON text (lib/base/value_json.ts). */
export interface Var {
  readonly key: string;
  readonly value: string;
  readonly position?: Position;
}

/** A name and a text. */
export interface KeyValue {
  readonly key: string;
  readonly value: string;
}

/** What a change does to one thing; a side that cannot be shown is absent. */
export interface Diff {
  readonly beforeHeader?: string;
  readonly afterHeader?: string;
  readonly before?: string;
  readonly after?: string;
  /** A diff that is already formatted; `before` and `after` are then absent. */
  readonly prepared?: string;
}
