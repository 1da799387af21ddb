import { failure } from "../result.ts";
import type { ActionCall, ActionResult } from "./action.ts";

/** `fail`: fails with a message. */
export function fail({ args }: ActionCall): ActionResult {
  const msg = args.get("msg") ?? "Failed as requested from task";
  const failed = failure("", { changed: false });
  failed.result.set("msg", msg);
  return failed;
}
