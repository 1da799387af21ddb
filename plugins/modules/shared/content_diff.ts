import type { ModuleDiff, Value } from "../../../lib/plugin/sdk.ts";

/** One side of a difference of contents. */
export interface ContentSide {
  readonly header?: string;
  /** Absent if there is no file, or if it is longer than what is shown. */
  readonly content?: Uint8Array;
  /** Of the whole file, in bytes, where `content` does not say it. */
  readonly size?: number;
}

/** Of files that are longer Ansible shows no differences, in bytes. */
export const SHOWN_BYTES = 104_448;

/** @returns What changes in a file; binary and long ones are only said to be that. */
export function contentDiff(before: ContentSide, after: ContentSide): ModuleDiff {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  const old = {
    ...(before.header === undefined || before.content === undefined
      ? {}
      : { beforeHeader: before.header }),
    before: decoder.decode(before.content),
  };
  const fresh = {
    ...(after.header === undefined ? {} : { afterHeader: after.header }),
    after: decoder.decode(after.content),
  };
  const oldObjection = objection(before);
  const freshObjection = objection(after);
  if (oldObjection === undefined && freshObjection === undefined) return { ...old, ...fresh };
  return {
    prepared: [["destination", oldObjection] as const, ["source", freshObjection] as const]
      .flatMap(([side, found]) => found === undefined ? [] : [{ side, ...found }])
      .toSorted((one, other) => one.key.localeCompare(other.key))
      .map(({ side, remark }) => `diff skipped: ${side} file ${remark}\n`).join(""),
    registered: {
      ...(oldObjection === undefined
        ? { before_header: old.beforeHeader, before: old.before }
        : { [`dst_${oldObjection.key}`]: oldObjection.value }),
      ...(freshObjection === undefined
        ? { after_header: fresh.afterHeader, after: fresh.after }
        : { [`src_${freshObjection.key}`]: freshObjection.value }),
    },
  };
}

interface Objection {
  readonly key: string;
  readonly value: Value;
  readonly remark: string;
}

function objection({ content, size = content?.length ?? 0 }: ContentSide): Objection | undefined {
  if (size > SHOWN_BYTES) {
    return { key: "larger", value: SHOWN_BYTES, remark: `size is greater than ${SHOWN_BYTES}` };
  }
  if (!content?.includes(0)) return undefined;
  return { key: "binary", value: 1, remark: "appears to be binary" };
}
