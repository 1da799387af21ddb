/** Ansible's levels of precedence for variables: the higher one wins. Level 1 are no variables. */
export const PRECEDENCE = {
  2: "role defaults",
  3: "inventory group vars",
  4: "inventory group_vars/all",
  5: "playbook group_vars/all",
  6: "inventory group_vars",
  7: "playbook group_vars",
  8: "inventory host vars",
  9: "inventory host_vars",
  10: "playbook host_vars",
  11: "facts",
  12: "play vars",
  13: "play vars_prompt",
  14: "play vars_files",
  15: "role vars",
  16: "block vars",
  17: "task vars",
  18: "include_vars",
  19: "set_fact and register",
  20: "role params",
  21: "include params",
  22: "extra vars",
} as const;

/** One of Ansible's levels. */
export type Level = keyof typeof PRECEDENCE;
