import type { RuleId } from "../rules.ts";
import { FILE_PAGES } from "./file_pages.ts";
import { INVENTORY_PAGES } from "./inventory_pages.ts";
import { MODULE_PAGES } from "./module_pages.ts";
import type { RulePage } from "./page.ts";
import { PLAY_PAGES } from "./play_pages.ts";
import { ROLE_PAGES } from "./role_pages.ts";
import { VARIABLE_PAGES } from "./variable_pages.ts";

/** What each rule is about. */
export const RULE_PAGES: Readonly<Record<RuleId, RulePage>> = {
  ...FILE_PAGES,
  ...PLAY_PAGES,
  ...MODULE_PAGES,
  ...ROLE_PAGES,
  ...VARIABLE_PAGES,
  ...INVENTORY_PAGES,
};
