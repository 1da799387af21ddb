/**
 * Looks for processes by the folder they work in, which is none of the signs that a host goes by.
 *
 * @returns The ids of those that live.
 */
export function livingIn(folder: string): readonly number[] {
  return [...Deno.readDirSync("/proc")].map(({ name }) => Number(name)).filter((pid) => {
    if (Number.isNaN(pid)) return false;
    try {
      return Deno.readLinkSync(`/proc/${pid}/cwd`) === folder;
    } catch {
      // It has ended, or is dead and has no folder any more.
      return false;
    }
  });
}
