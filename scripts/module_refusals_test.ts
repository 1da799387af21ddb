import { equal } from "node:assert/strict";
import type { Value } from "../lib/base/value.ts";
import type { OptionSpec } from "../lib/engine/playbook/argument_spec.ts";
import { parseModuleSpec } from "../lib/engine/playbook/parse_module_spec.ts";
import type { Refusal } from "../lib/engine/playbook/refusal.ts";
import { mysqlDb } from "../plugins/modules/databases/mysql_db.ts";
import { copy } from "../plugins/modules/files/copy.ts";
import { lineinfile } from "../plugins/modules/files/lineinfile.ts";
import { waitFor } from "../plugins/modules/net/wait_for.ts";
import { apt } from "../plugins/modules/packages/apt.ts";
import { npm } from "../plugins/modules/packages/npm.ts";
import { pip } from "../plugins/modules/packages/pip.ts";
import { yumRepository } from "../plugins/modules/packages/yum_repository.ts";
import { cron } from "../plugins/modules/system/cron.ts";
import { iptables } from "../plugins/modules/system/iptables.ts";
import { service } from "../plugins/modules/system/service.ts";
import { FakeTarget } from "../plugins/modules/testing/fake_target.ts";
import { type Module, runModule } from "../plugins/modules/testing/run_module.ts";
import { git } from "../plugins/modules/vcs/git.ts";
import { REGISTRY } from "../plugins/registry.ts";

/** The modules that refuse something by themselves. */
const MODULES: Readonly<Record<string, Module>> = {
  apt,
  copy,
  cron,
  git,
  iptables,
  lineinfile,
  mysql_db: mysqlDb,
  npm,
  pip,
  service,
  wait_for: waitFor,
  yum_repository: yumRepository,
};

const entries: readonly { readonly specs: Readonly<Record<string, unknown>> }[] = REGISTRY;

for (const json of entries.flatMap(({ specs }) => Object.values(specs))) {
  const { module, arguments: { options }, refusals } = parseModuleSpec(json);
  for (const refusal of refusals) {
    Deno.test(`${module} says: ${refusal.message}`, async () => {
      const run = MODULES[module];
      if (run === undefined) throw new Error(`${module} is to be added to MODULES`);
      const target = new FakeTarget({ commands: () => "/usr/bin/program\n" });
      const args = refusedArguments(options, refusal);
      const { failed, msg } = await runModule({ run, spec: json, args, target });
      equal(failed, true);
      equal(msg, refusal.message);
    });
  }
}

/** The fewest arguments that a module refuses for `refusal`. */
function refusedArguments(
  options: ReadonlyMap<string, OptionSpec>,
  { message, when, with: together }: Refusal,
): Readonly<Record<string, Value>> {
  const required = [...options].filter(([, option]) => option.required).map(([name]) => name);
  const names = [...new Set([...required, ...together, ...FIRST_GIVEN[message] ?? []])];
  const given = names.map((name) => [name, sampleOf(options.get(name))] as const);
  return { ...Object.fromEntries(given), ...Object.fromEntries(when) };
}

/** What a module asks for before it comes to a refusal, by what that says. */
const FIRST_GIVEN: Readonly<Record<string, readonly string[]>> = {
  "Parameter 'description' is required.": ["baseurl"],
  "missing required arguments: name": ["state"],
  "uninstalling a package is only available for named packages": ["path"],
  "version is incompatible with state=latest": ["name"],
};

function sampleOf(option: OptionSpec | undefined): Value {
  const [choice] = option?.choices ?? [];
  if (choice !== undefined) return choice;
  if (option?.type === "list") return ["any"];
  return option?.type === "int" ? 1 : "any";
}
