import { lines, type RulePage } from "./page.ts";

/** Rules about inventories. */
export const INVENTORY_PAGES = {
  "inventory-encoding": {
    brief: "An inventory is not UTF-8",
    why: "Texts are UTF-8; a byte that is not would become part of a name.",
  },
  "inventory-file": {
    brief: "An inventory cannot be read",
    why: "The file is gone, or may not be read by the one who runs this.",
  },
  "inventory-host-list": {
    brief: "A list of hosts after -i has a range that is none",
    why: "Ranges are written as in files: web[1:3],",
  },
  "inventory-ini": {
    brief: "An inventory in INI format has a line that is none",
    why: "A source with a mistake adds no hosts at all.",
    about: "inventory",
    bad: lines("[web]", "web1 port"),
    good: lines("[web]", "web1 port=80"),
  },
  "inventory-script": {
    brief: "An inventory script failed, or did not print an inventory",
    why: "With --list it prints a mapping of groups as JSON, and ends with 0.",
  },
  "inventory-toml": {
    brief: "An inventory in TOML format has something that is none of a group",
    why: "A table is a group with hosts, children and vars.",
    about: "inventory",
    bad: lines("[web]", "hosts = 1"),
    good: lines("[web.hosts]", "web1 = {}"),
  },
  "inventory-vars": {
    brief: "A file of group_vars or host_vars is not a mapping",
    why: "It holds names of variables with their values.",
  },
  "inventory-yaml": {
    brief: "An inventory in YAML has something that is none of a group",
    why: "A group is a mapping with hosts, children and vars, each a mapping itself.",
    about: "inventory",
    bad: lines("web:", "  hosts: [web1]"),
    good: lines("web:", "  hosts:", "    web1:"),
  },
} as const satisfies Readonly<Record<string, RulePage>>;
