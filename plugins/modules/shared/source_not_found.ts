/** @returns What Ansible says of a file that is nowhere beside the playbook. */
export function notFoundMessage(path: string, searched: readonly string[]): string {
  const places = path.startsWith("/")
    ? ""
    : `\nSearched in:\n${searched.map((place) => `\t${place}`).join("\n")}`;
  return `Could not find or access '${path}'${places} on the Ansible Controller.\n` +
    "If you are using a module and expect the file to exist on the remote, see the remote_src option";
}
