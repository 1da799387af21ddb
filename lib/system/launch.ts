/** How this program was started. */
export interface Launch {
  /**
   * The name it was called by, such as `shep`, or `ansible-playbook` through a link of that name;
   * `undefined` when it runs from its sources or the name is not known.
   */
  readonly calledAs: string | undefined;
}

/** The environment variables of a process, to be read and changed. */
export interface Variables {
  get(name: string): string | undefined;
  set(name: string, value: string): void;
  delete(name: string): void;
}

/** What the launcher of the single file (scripts/build/launcher.sh) sets for the runtime alone. */
const FOR_RUNTIME = ["DENO_DIR", "DENO_NO_UPDATE_CHECK"];

/**
 * Reads what the launcher of the single file says, and puts the environment back as the user had
 * it, so that programs started from here do not see the launcher's settings.
 */
export function takeLaunch(variables: Variables = Deno.env): Launch {
  const calledAs = variables.get("SHEP_LAUNCHED_AS");
  if (calledAs === undefined) return { calledAs };
  variables.delete("SHEP_LAUNCHED_AS");
  for (const name of FOR_RUNTIME) {
    const outer = variables.get(`SHEP_OUTER_${name}`);
    variables.delete(`SHEP_OUTER_${name}`);
    if (outer === undefined) variables.delete(name);
    else variables.set(name, outer);
  }
  return { calledAs };
}
