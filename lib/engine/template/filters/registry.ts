import type { Builtins } from "../builtin.ts";
import { ANSIBLE_DATA_FILTERS } from "./ansible_data.ts";
import { ANSIBLE_HASH_FILTERS } from "./ansible_hash.ts";
import { ANSIBLE_MISC_FILTERS } from "./ansible_misc.ts";
import { ANSIBLE_PATH_FILTERS } from "./ansible_path.ts";
import { ANSIBLE_REGEX_FILTERS } from "./ansible_regex.ts";
import { ANSIBLE_SERIALIZE_FILTERS } from "./ansible_serialize.ts";
import { ANSIBLE_SET_FILTERS } from "./ansible_sets.ts";
import { ANSIBLE_TIME_FILTERS } from "./ansible_time.ts";
import { ANSIBLE_URL_FILTERS } from "./ansible_url.ts";
import { ANSIBLE_VAULT_FILTERS } from "./ansible_vault.ts";
import { COLLECTION_FILTERS } from "./collection_filters.ts";
import { IP_FILTERS } from "./ip_filters.ts";
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
  ...ANSIBLE_DATA_FILTERS,
  ...ANSIBLE_HASH_FILTERS,
  ...ANSIBLE_MISC_FILTERS,
  ...ANSIBLE_PATH_FILTERS,
  ...ANSIBLE_REGEX_FILTERS,
  ...ANSIBLE_SERIALIZE_FILTERS,
  ...ANSIBLE_SET_FILTERS,
  ...ANSIBLE_TIME_FILTERS,
  ...ANSIBLE_URL_FILTERS,
  ...ANSIBLE_VAULT_FILTERS,
  ...COLLECTION_FILTERS,
  ...IP_FILTERS,
};
