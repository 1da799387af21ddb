import type { Builtins } from "../builtin.ts";
import { ANSIBLE_TESTS } from "./ansible_tests.ts";
import { FILE_TESTS } from "./file_tests.ts";
import { JINJA_TESTS } from "./jinja_tests.ts";

/** All built-in tests by name: Jinja2's first, Ansible's over them. */
export const TESTS: Builtins = {
  ...JINJA_TESTS,
  ...ANSIBLE_TESTS,
  ...FILE_TESTS,
};
