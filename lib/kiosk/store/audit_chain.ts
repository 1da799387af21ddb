import { nodeCrypto } from "../../base/node_crypto.ts";
import type { AuditRecord, AuditVerdict } from "./store.ts";

/** One link of the chain as it is kept: `fact` is the text that was hashed. */
export type AuditLink = Omit<AuditRecord, "fact"> & { readonly fact: string };

/** The end of the chain, as it is kept beside it. */
export interface AuditHead {
  readonly sequence: number;
  readonly hash: string;
}

/** The end of a chain without any record. */
export const FIRST_HEAD: AuditHead = { sequence: 0, hash: "0".repeat(64) };

/** @returns The link after `head`. */
export function nextLink(head: AuditHead, at: AuditLink["at"], fact: string): AuditLink {
  const sequence = head.sequence + 1;
  return { sequence, at, fact, hash: hashOf(head.hash, { sequence, at, fact }) };
}

/**
 * Walks along the chain, and pauses after each batch: the log may be long.
 *
 * @param batches All links, by sequence.
 * @param head What was kept beside them: it shows that the last ones were removed.
 */
export function* verifyChain(
  batches: Iterable<readonly AuditLink[]>,
  head: AuditHead,
): Generator<void, AuditVerdict> {
  let last = FIRST_HEAD;
  for (const batch of batches) {
    for (const link of batch) {
      const problem = problemAfter(last, link);
      if (problem !== undefined) {
        return { kind: "broken", sequence: last.sequence + 1, problem };
      }
      last = link;
    }
    yield;
  }
  const { sequence } = last;
  if (head.sequence > sequence) {
    const problem = `Records ${sequence + 1} to ${head.sequence} are missing`;
    return { kind: "broken", sequence: sequence + 1, problem };
  }
  if (head.sequence < sequence || head.hash !== last.hash) {
    const problem = `The log ends with record ${sequence}, but was kept up to ${head.sequence}`;
    return { kind: "broken", sequence, problem };
  }
  return { kind: "intact", records: sequence, head: last.hash };
}

function problemAfter(last: AuditHead, link: AuditLink): string | undefined {
  const sequence = last.sequence + 1;
  if (link.sequence > sequence) {
    return `Records ${sequence} to ${link.sequence - 1} are missing`;
  }
  if (link.sequence < sequence) return `Record ${link.sequence} is there twice`;
  if (link.hash === hashOf(last.hash, link)) return undefined;
  return `Record ${sequence} was changed, or one before it was put in or taken out`;
}

function hashOf(before: string, link: Omit<AuditLink, "hash">): string {
  // An array of JSON has one reading alone, wherever the parts end.
  const text = JSON.stringify([before, link.sequence, link.at, link.fact]);
  return nodeCrypto().createHash("sha256").update(text).digest("hex");
}
