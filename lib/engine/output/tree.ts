import type { Masker } from "../../base/mask.ts";
import type { EventSink } from "../executor/event.ts";
import { resultText } from "./result_text.ts";

/** Where results are kept. */
export interface TreeOptions {
  readonly masker: Masker;
  /** Keeps the result of a host in place of an earlier one. Must not throw. */
  readonly keep: (host: string, text: string) => void;
}

/** @returns A sink that keeps the last result of each host as JSON, as `ansible -t` does. */
export function treeOutput({ masker, keep }: TreeOptions): EventSink {
  return (event) => {
    if (event.kind !== "task_result") return;
    const result = new Map(masker.dict(event.result.result));
    keep(event.result.host, resultText({ ...event.result, result, display: "brief" }, 0));
  };
}
