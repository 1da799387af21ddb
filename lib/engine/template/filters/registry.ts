import type { Builtins } from "../builtin.ts";
import { JINJA_SELECT_FILTERS } from "./jinja_select.ts";
import { JINJA_SEQUENCE_FILTERS } from "./jinja_sequence.ts";
import { JINJA_TEXT_FILTERS } from "./jinja_text.ts";
import { JINJA_VALUE_FILTERS } from "./jinja_value.ts";

/** All built-in filters by name: Jinja2's first, Ansible's over them. */
export const FILTERS: Builtins = {
  ...JINJA_TEXT_FILTERS,
  ...JINJA_SEQUENCE_FILTERS,
  ...JINJA_SELECT_FILTERS,
  ...JINJA_VALUE_FILTERS,
};
