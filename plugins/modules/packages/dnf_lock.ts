import { type ModuleCall, ModuleFailure, type Target } from "../../../lib/plugin/sdk.ts";

const LOCKS = ["/var/cache/dnf/metadata_lock.pid", "/var/cache/dnf/download_lock.pid"];
const MORE = ["/var/lib/dnf/rpmdb_lock.pid", "/var/run/yum.pid"];

/**
 * Waits until no other DNF or YUM is at work.
 *
 * @param seconds How long; not at all from 0 down.
 * @throws {ModuleFailure} If it takes longer.
 */
export async function waitForDnfLock(
  { clock, signal, checkMode }: ModuleCall,
  target: Target,
  seconds: number,
): Promise<void> {
  const start = clock.monotonicNow();
  while (await isLocked(target)) {
    if (checkMode || clock.monotonicNow() - start >= seconds * 1000) {
      throw new ModuleFailure("dnf lockfile is held by another process", {
        result: { results: [] },
      });
    }
    await clock.sleep(1000, { signal });
  }
}

/** A lock that a process has left behind counts for nothing. */
async function isLocked(target: Target): Promise<boolean> {
  const files = await target.probe(...[...LOCKS, ...MORE].map((path) => ({ argv: ["cat", path] })));
  const ids = files.filter(({ exitCode, stdout }) => exitCode === 0 && /^\d+\s*$/.test(stdout))
    .map(({ stdout }) => stdout.trim());
  if (ids.length === 0) return false;
  const running = await target.probe(...ids.map((id) => ({ argv: ["test", "-d", `/proc/${id}`] })));
  return running.some(({ exitCode }) => exitCode === 0);
}
