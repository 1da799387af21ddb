import type { Finding } from "../../base/diagnostic.ts";
import type { Written } from "../playbook/model.ts";
import type { RuleId } from "./rules.ts";

/** Something that a check found; the place is up to the caller where there is none. */
export interface Found extends Pick<Written, "position"> {
  readonly rule: RuleId;
  readonly message: string;
  readonly hint?: string;
  /** Where it is not the rule's own. */
  readonly severity?: Finding["severity"];
}
