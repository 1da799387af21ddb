import assert from "node:assert/strict";
import { ShepShell } from "../testing/shep_shell.ts";

/** What commands make of ansible.cfg and of the environment. */

const PROJECT = "testdata/config/project";

interface Case {
  readonly name: string;
  readonly line: string;
  readonly code: number;
  readonly stdout?: RegExp;
  readonly stderr?: RegExp;
}

const CASES: readonly Case[] = [
  {
    name: "run takes inventory, roles, forks, gathering and diff from ansible.cfg",
    line: "shep run site.yml",
    code: 0,
    // Ansible prints the same.
    stdout:
      /^\nPLAY \[web\] \*+\n\nTASK \[shown : debug\] \*+\nok: \[localhost\] => \{\n {4}"msg": "7 ansible\.cfg True \['localhost'\]"/,
  },
  {
    name: "run lets options win over variables, and these over ansible.cfg",
    line: "ANSIBLE_FORKS=8 shep run site.yml; ANSIBLE_FORKS=8 shep run site.yml -f 9",
    code: 0,
    stdout: /"8 ansible\.cfg [^]*"9 ansible\.cfg /,
  },
  {
    name: "run gathers facts where nothing says otherwise",
    line: "ANSIBLE_GATHERING=implicit shep run site.yml",
    code: 0,
    stdout: /TASK \[Gathering Facts\]/,
  },
  {
    name:
      "run writes Ansible's JSON if stdout_callback says so, unless the command line says otherwise",
    line: "export ANSIBLE_STDOUT_CALLBACK=json; shep run site.yml | tail -1; " +
      "shep run site.yml --format default | head -2",
    code: 0,
    stdout: /^\}\n\nPLAY \[web\]/,
  },
  {
    name: "run refuses an output that there is not, and says which there are",
    line: "ANSIBLE_STDOUT_CALLBACK=dense shep run site.yml",
    code: 1,
    stderr: /^ERROR! Invalid callback for stdout specified: dense\nhint: there is default, json/,
  },
  {
    name: "run tells how long it took if callback timer is on, and which callbacks there are not",
    line: "ANSIBLE_CALLBACKS_ENABLED=timer,profile_roles shep run site.yml | tail -1",
    code: 0,
    stdout: /^Playbook run took 0 days, 0 hours, 0 minutes, \d+ seconds\n$/,
    stderr: /Skipping callback plugin 'profile_roles', unable to load/,
  },
  {
    name: "run refuses a broken file, with all that is wrong in it",
    line: "printf '[defaults]\\nforks = x\\nrubbish\\n' > ansible.cfg; shep run site.yml",
    code: 5,
    stderr:
      /ansible\.cfg:3:1: error\[config-syntax\][^]*ansible\.cfg:2:1: error\[config-value\]: Invalid type[^]*ERROR! Cannot use the configuration: it has 2 problems/,
  },
  {
    name: "inventory takes sources and what is none from ansible.cfg",
    line: "shep inventory ls; ANSIBLE_INVENTORY_IGNORE_REGEX=nothing shep inventory ls",
    code: 0,
    stdout: /web \(1 host\)[^]*web \(2 hosts\)/,
  },
  {
    name: "inventory makes an error of unreadable sources if that is wanted",
    line: "ANSIBLE_INVENTORY_UNPARSED_FAILED=1 shep inventory ls -i nowhere",
    code: 1,
    stderr: /^ERROR! No inventory was parsed, please check your configuration and options\.$/m,
  },
  {
    name: "an inventory without hosts is warned of unless that is not wanted",
    line:
      "shep ansible -i nowhere localhost -m ping; export ANSIBLE_LOCALHOST_WARNING=0 ANSIBLE_INVENTORY_UNPARSED_WARNING=0; echo and then >&2; shep ansible -i nowhere localhost -m ping",
    code: 0,
    stderr:
      /No inventory was parsed[^]*provided hosts list is empty[^]*and then(?![^]*(?:No inventory|provided hosts))/,
  },
  {
    name: "inventory makes an error of one unreadable source if that is wanted",
    line: "ANSIBLE_INVENTORY_ANY_UNPARSED_IS_FAILED=1 shep inventory ls -i nowhere -i inventories",
    code: 1,
    stderr: /^ERROR! Completely failed to parse inventory source \$WORK\/nowhere$/m,
  },
  {
    name: "config dump says where each value comes from, and what comes of it",
    line: "ANSIBLE_FORKS=3 shep config dump --only-changed",
    code: 0,
    stdout:
      /^CONFIG_FILE\(\) = \$WORK\/ansible\.cfg\nDEFAULT_HOST_LIST\(\$WORK\/ansible\.cfg:2\) = \['\$WORK\/inventories'\]\n[^]*DEFAULT_FORKS\(env: ANSIBLE_FORKS\) = 3\n[^]*ANSIBLE_NOCOWS\(\$WORK\/ansible\.cfg:6\) = True\n {2}# needless here: there are no cows\n/,
  },
  {
    name: "config dump writes JSON",
    line: "shep config dump --format json",
    code: 0,
    stdout:
      /"name": "DEFAULT_FORKS",\n {6}"value": 7,\n {6}"origin": "\$WORK\/ansible\.cfg:4",\n {6}"effect": "used"/,
  },
  {
    name: "config dump names what it does not know",
    line: "printf '[squirrels]\\nnuts = 3\\n' > ansible.cfg; shep config dump --only-changed",
    code: 0,
    stdout: /\[squirrels\] nuts\(\$WORK\/ansible\.cfg:2\) = 3\n {2}# not known here/,
  },
  {
    name: "config view shows the file as it is, or that there is none",
    line: "shep config view | head -1; cd sub; shep config view",
    code: 5,
    stdout: /^\[defaults\]\n$/,
    stderr: /^ERROR! Invalid or no config file was supplied$/m,
  },
  {
    name: "config list says what there is",
    line: "shep config list",
    code: 0,
    stdout:
      /^DEFAULT_FORKS\n {2}--forks; if nobody sets it, 25 for each core\n {2}type: int\n {2}default: \d+\n {2}ansible\.cfg: \[defaults\] forks\n {2}variable: ANSIBLE_FORKS\n/m,
  },
  {
    name: "run takes colours from ansible.cfg, but the environment wins",
    line: "printf 'force_color = yes\\n' > tail; sed -i '/^nocows/r tail' ansible.cfg; " +
      "shep run site.yml | grep -c '\\[0;3'; NO_COLOR=1 shep run site.yml | grep -c '\\[0;3'; true",
    code: 0,
    stdout: /^[1-9]\d*\n0\n$/,
  },
];

for (const { name, line, code, stdout, stderr } of CASES) {
  Deno.test(`shep ${name}`, async () => {
    using shell = new ShepShell(PROJECT);
    const actual = await shell.run(line);
    assert.equal(actual.code, code, actual.stdout + actual.stderr);
    if (stdout !== undefined) assert.match(actual.stdout, stdout);
    if (stderr !== undefined) assert.match(actual.stderr, stderr);
  });
}
