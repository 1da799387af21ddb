import { deepEqual, notEqual } from "node:assert/strict";
import { ACTION_SPECS } from "../lib/engine/executor/actions/specs.ts";
import type { ModuleSpec } from "../lib/engine/playbook/argument_spec.ts";
import { parseModuleSpec } from "../lib/engine/playbook/parse_module_spec.ts";
import { REGISTRY } from "../plugins/registry.ts";
import { differingArguments, type ReferenceOptions } from "./module_arguments.ts";
import { PROJECT_ROOT } from "./project_root.ts";

/** Written by scripts/gen_module_arguments.py. */
const REFERENCE: Readonly<Record<string, ReferenceOptions>> = JSON.parse(
  Deno.readTextFileSync(`${PROJECT_ROOT}/testdata/modules/arguments.json`),
);

const FREE_FORM = "the free-form text has a name of its own in documentation";
const ANY = "any value is printed as it is";
const MANAGER = "goes on to the module of the manager";
const MARKED = "documentation names the word beside the expression that there may be";
const LATER = "was added after the reference";
const NONE = "the default is for one system alone, or worked out";

/** Differences that are meant, by module and what begins them, each with its reason. */
const MEANT: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  add_host: { "groups.": "a text is split, too" },
  assert: {
    "fail_msg.type": "a list is one message of several lines",
    "success_msg.type": "a list is one message of several lines",
    "that.elements": "a condition may be a boolean",
  },
  debug: { "msg.type": ANY, "var.type": ANY },
  fail: { "msg.type": ANY },
  import_role: { "name.aliases": "the keyword role, which is older, is understood" },
  include_role: {
    "name.aliases": "the keyword role, which is older, is understood",
    "apply.type": "it is a dict of keywords",
  },
  import_tasks: { _raw_params: FREE_FORM, "free-form": FREE_FORM },
  include_tasks: {
    _raw_params: FREE_FORM,
    "free-form": FREE_FORM,
    "apply.type": "it is a dict of keywords",
  },
  include_vars: { _raw_params: FREE_FORM, "free-form": FREE_FORM },
  meta: { _raw_params: FREE_FORM, free_form: FREE_FORM },
  mysql_user: {
    "name.aliases": "the module takes user, its documentation says nothing of it",
    column_case_sensitive: LATER,
  },
  pause: { "minutes.type": "only numbers are taken", "seconds.type": "only numbers are taken" },
  set_fact: { key_value: "it stands for any variable" },
  set_stats: { "data.type": "a text with a template is taken, too" },
  validate_argument_spec: {
    "argument_spec.type": "it is a dict of options",
    "provided_arguments.type": "it is a dict of values",
    validate_args_context: "what a role's validation says of itself",
  },
  script: { _raw_params: FREE_FORM, cmd: FREE_FORM, free_form: FREE_FORM },
  raw: { _raw_params: FREE_FORM, free_form: FREE_FORM },
  command: {
    _raw_params: FREE_FORM,
    cmd: FREE_FORM,
    free_form: FREE_FORM,
    executable: "is taken, with a warning, as for shell",
    expand_argument_vars: LATER,
  },
  shell: {
    _raw_params: FREE_FORM,
    cmd: FREE_FORM,
    free_form: FREE_FORM,
    argv: "has a message of its own",
    strip_empty_ends: "is the one of command",
    "executable.type": "the same in all modules that run commands",
  },
  reboot: {
    "connect_timeout.aliases": "undocumented",
    "post_reboot_delay.aliases": "undocumented",
    "pre_reboot_delay.aliases": "undocumented",
    "reboot_timeout.aliases": "undocumented",
    "reboot_command.default": NONE,
  },
  package_facts: { "manager.choices": "names of managers that are unknown are told at once" },
  gather_facts: {
    fact_path: "goes on to setup",
    filter: "goes on to setup",
    gather_subset: "goes on to setup",
    gather_timeout: "goes on to setup",
  },
  blockinfile: {
    "insertafter.": MARKED,
    "insertbefore.": MARKED,
    append_newline: LATER,
    prepend_newline: LATER,
  },
  find: { encoding: LATER, exact_mode: LATER, limit: LATER, mode: LATER },
  stat: { get_md5: "the module takes it, its documentation says nothing of it any more" },
  group: { force: LATER, gid_max: LATER, gid_min: LATER },
  iptables: { "match_set_flags.choices": LATER, numeric: LATER },
  lineinfile: {
    "insertafter.": MARKED,
    "insertbefore.": MARKED,
    others: "a remark, no option",
  },
  replace: { others: "a remark, no option" },
  copy: { "content.type": "a collection is written as JSON" },
  template: {
    "newline_sequence.": "both the characters and their escapes are taken",
  },
  apt: {
    auto_install_module_deps: LATER,
    name: "is an alias of package",
    package: "has the alias name",
  },
  package: {
    allow_: MANAGER,
    auto: MANAGER,
    cache_valid_time: MANAGER,
    clean: MANAGER,
    default_release: MANAGER,
    dpkg_options: MANAGER,
    fail_on_autoremove: MANAGER,
    force: MANAGER,
    install_recommends: MANAGER,
    lock_timeout: MANAGER,
    only_upgrade: MANAGER,
    policy_rc_d: MANAGER,
    purge: MANAGER,
    update_cache: MANAGER,
    "name.": MANAGER,
    "state.": MANAGER,
  },
  service: {
    "name.required": MANAGER,
    daemon_reexec: MANAGER,
    daemon_reload: MANAGER,
    force: MANAGER,
    masked: MANAGER,
    no_block: MANAGER,
    scope: MANAGER,
  },
  synchronize: { "private_key.type": "the home folder in it is the controller's" },
  pip: { break_system_packages: LATER },
  user: {
    password_expire_account_disable: LATER,
    password_expire_warn: LATER,
    uid_max: LATER,
    uid_min: LATER,
    "generate_ssh_key.default": "absent is as good as false",
    "local.default": "absent is as good as false",
    "ssh_key_bits.default": "0 leaves it to ssh-keygen",
    "ssh_key_comment.default": NONE,
  },
  dnf: {
    "name.required": "update_cache and list do without",
    "nobest.default": "is the system's, as later releases have it",
    best: LATER,
  },
  yum_repository: Object.fromEntries([
    ["countme", LATER],
    ["exclude.aliases", LATER],
    ...[
      ...["bandwidth", "cost", "deltarpm_metadata_percentage", "deltarpm_percentage"],
      ...["failovermethod", "http_caching", "ip_resolve", "keepalive", "keepcache"],
      ...["metadata_expire", "metadata_expire_filter", "mirrorlist_expire", "priority", "protect"],
      ...["repo_gpgcheck", "retries", "s3_enabled", "skip_if_unavailable"],
      ...["ssl_check_cert_permissions", "sslverify", "timeout", "ui_repoid_vars"],
    ].map((name) => [`${name}.default`, "is the one of DNF, which is not written"]),
  ]),
  git: {
    "gpg_whitelist.aliases": LATER,
    "dest.required": "is not needed where clone and update are false",
  },
};

/** Modules that the reference does not have yet. */
const NEWER = ["deb822_repository"];

const entries: readonly { readonly specs: Readonly<Record<string, unknown>> }[] = REGISTRY;
const specs: readonly ModuleSpec[] = [
  ...ACTION_SPECS,
  ...entries.flatMap((entry) => Object.values(entry.specs)),
].map(parseModuleSpec).filter(({ module }) => module !== "bridge" && !NEWER.includes(module));

for (const { module, arguments: options } of specs) {
  Deno.test(`the options of ${module} are the reference's`, () => {
    const reference = REFERENCE[module];
    notEqual(reference, undefined, `run scripts/gen_module_arguments.py to add ${module}`);
    const meant = Object.keys(MEANT[module] ?? {});
    const found = differingArguments(options, reference ?? {});
    const unmeant = found.filter((line) => !meant.some((start) => line.startsWith(start)));
    deepEqual(unmeant, []);
    const stale = meant.filter((start) => !found.some((line) => line.startsWith(start)));
    deepEqual(stale, [], "there is no such difference any more");
  });
}

Deno.test("differences are meant for modules that there are", () => {
  const names = new Set(specs.map(({ module }) => module));
  deepEqual(Object.keys(MEANT).filter((name) => !names.has(name)), []);
});
