/** @returns The name of a module, filter, test or lookup without Ansible's own collections. */
export function plainName(name: string): string {
  return name.replace(/^ansible\.(?:builtin|legacy)\./, "");
}
