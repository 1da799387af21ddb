import type { ModuleDiff, Value } from "../../../lib/plugin/sdk.ts";

/** One side of a difference of contents. */
export interface ContentSide {
  readonly header?: string;
  /** Absent if there is no file. */
  readonly content?: Uint8Array;
}

/** From here on Ansible shows no differences, in bytes. */
const LIMIT = 104_448;

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
    prepared: oldObjection === undefined
      ? `diff skipped: source file ${freshObjection?.remark}\n`
      : `diff skipped: destination file ${oldObjection.remark}\n`,
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

function objection({ content }: ContentSide): Objection | undefined {
  if (content === undefined) return undefined;
  if (content.length > LIMIT) {
    return { key: "larger", value: LIMIT, remark: `size is greater than ${LIMIT}` };
  }
  if (!content.includes(0)) return undefined;
  return { key: "binary", value: 1, remark: "appears to be binary" };
}
