import type { Diff } from "../../../lib/plugin/sdk.ts";

/** One side of a difference of contents. */
export interface ContentSide {
  readonly header?: string;
  /** Absent if there is no file. */
  readonly content?: Uint8Array;
}

/** From here on Ansible shows no differences, in bytes. */
const LIMIT = 104_448;

/** @returns What changes in a file; binary and long ones are only said to be that. */
export function contentDiff(before: ContentSide, after: ContentSide): Diff {
  const remark = objection(before, "destination") ?? objection(after, "source");
  if (remark !== undefined) return { prepared: remark };
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  return {
    ...(before.header === undefined || before.content === undefined
      ? {}
      : { beforeHeader: before.header }),
    ...(after.header === undefined ? {} : { afterHeader: after.header }),
    before: decoder.decode(before.content),
    after: decoder.decode(after.content),
  };
}

function objection({ content }: ContentSide, side: string): string | undefined {
  if (content === undefined) return undefined;
  if (content.length > LIMIT) {
    return `diff skipped: ${side} file size is greater than ${LIMIT}\n`;
  }
  return content.includes(0) ? `diff skipped: ${side} file appears to be binary\n` : undefined;
}
