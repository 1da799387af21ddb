import type { Value } from "../../../lib/base/value.ts";

/** FactMap by name, without the `ansible_` prefix; `undefined` ones are not there. */
export type FactMap = Readonly<Record<string, Value | undefined>>;
