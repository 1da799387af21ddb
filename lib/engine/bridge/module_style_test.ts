import { deepEqual, equal } from "node:assert/strict";
import { moduleStyle, shebangOf } from "./module_style.ts";

const CASES = [
  ["#!/usr/bin/python\nfrom ansible.module_utils.basic import AnsibleModule\n", "python"],
  ["#!/usr/bin/python\nif True:\n    import ansible.module_utils.urls\n", "python"],
  ["from ansible_collections.a.b.plugins.module_utils.c import d\n", "python"],
  ["from ..module_utils.c import d\n", "python"],
  ["main()\n#<<INCLUDE_ANSIBLE_MODULE_COMMON>>\n", "python"],
  ["#!/bin/sh\n# WANT_JSON\n", "want_json"],
  ["#!/usr/bin/perl\nmy $a = '<<INCLUDE_ANSIBLE_MODULE_JSON_ARGS>>';\n", "json_args"],
  ["#!/bin/sh\necho '{}'\n", "key_value"],
  ["#!powershell\n#Requires -Module Ansible.ModuleUtils.Legacy\n", "powershell"],
  ["\x7fELF\0\0", "binary"],
] as const;

for (const [source, style] of CASES) {
  Deno.test(`moduleStyle() is ${style} of ${JSON.stringify(source)}`, () => {
    equal(moduleStyle(new TextEncoder().encode(source)), style);
  });
}

Deno.test("shebangOf() reads the words of the first line alone", () => {
  const words = (text: string) => shebangOf(new TextEncoder().encode(text));
  deepEqual(words("#!/usr/bin/env  perl -w\nrest"), ["/usr/bin/env", "perl", "-w"]);
  equal(words("\n#!/bin/sh"), undefined);
  equal(words("#!\n"), undefined);
});
