import {
  type ApplyCommand,
  int,
  type ModuleCall,
  ModuleFailure,
  type ModuleResult,
  optionalInt,
  optionalStr,
  str,
  strings,
  type Target,
} from "../../../lib/plugin/sdk.ts";

/** Reboots the target and waits for it. Behaves as Ansible 2.14's reboot. */
export async function reboot(call: ModuleCall, target: Target): Promise<ModuleResult> {
  const { args, clock, signal } = call;
  if (/^(?:ansible\.(?:builtin|legacy)\.)?local$/.test(call.connection)) {
    throw new ModuleFailure(
      "Running reboot with local connection would reboot the control node.",
      { result: { elapsed: 0, rebooted: false } },
    );
  }
  if (call.checkMode) return { changed: true, result: { elapsed: 0, rebooted: true } };
  const start = clock.monotonicNow();
  const elapsed = () => Math.floor((clock.monotonicNow() - start) / 1000);
  const fail = (message: string, rebooted: boolean) =>
    new ModuleFailure(message, { result: { elapsed: elapsed(), rebooted } });
  const bootTime: ApplyCommand = { script: str(args, "boot_time_command") };
  const [before] = await target.apply(bootTime);
  if (before?.exitCode !== 0) {
    const { exitCode = -1, stdout = "", stderr = "" } = before ?? {};
    const said = `rc: ${exitCode}, stdout: ${stdout.trim()}, stderr: ${stderr.trim()}`;
    throw fail(`reboot: failed to get host boot time info, ${said}`, false);
  }
  const refusal = await shutDown(call, target);
  if (refusal !== undefined) throw fail(`Reboot command failed. Error was: '${refusal}'`, false);
  await clock.sleep(int(args, "post_reboot_delay") * 1000, { signal });
  const isBack = await waitFor(call, target, {
    command: bootTime,
    isDone: (stdout) => stdout.trim() !== before.stdout.trim(),
  });
  if (!isBack) {
    const limit = int(args, "reboot_timeout");
    throw fail(`Timed out waiting for last boot time check (timeout=${limit})`, true);
  }
  const isReady = await waitFor(call, target, {
    command: { script: str(args, "test_command") },
    isDone: () => true,
  });
  if (!isReady) {
    const limit = int(args, "reboot_timeout");
    throw fail(`Timed out waiting for post-reboot test command (timeout=${limit})`, true);
  }
  return { changed: true, result: { elapsed: elapsed(), rebooted: true } };
}

/** A name without a slash is looked for in the folders; small systems have no `shutdown`. */
const SHUT_DOWN = `command=$1 minutes=$2 message=$3
shift 3
for folder do PATH=$PATH:$folder; done
if [ -n "$command" ]; then eval "$command"
elif command -v shutdown >/dev/null; then shutdown -r "$minutes" "$message"
else reboot
fi`;

/** @returns Why the target did not begin to reboot, if it did not. */
async function shutDown({ args }: ModuleCall, target: Target): Promise<string | undefined> {
  const minutes = Math.floor(int(args, "pre_reboot_delay") / 60);
  const argv = [
    optionalStr(args, "reboot_command") ?? "",
    // The sign keeps it a span where a program would take it for a time of day.
    minutes === 0 ? "now" : `+${minutes}`,
    str(args, "msg"),
    ...strings(args, "search_paths"),
  ];
  try {
    const [outcome] = await target.apply({ script: SHUT_DOWN, argv });
    if (outcome?.exitCode === 0) return undefined;
    return `${outcome?.stdout.trim() ?? ""}, ${outcome?.stderr.trim() ?? ""}`;
  } catch {
    // The connection went down with the target.
    return undefined;
  }
}

interface Wait {
  readonly command: ApplyCommand;
  readonly isDone: (stdout: string) => boolean;
}

const DEFAULT_CONNECT_TIMEOUT = 10;
const LONGEST_PAUSE_MS = 12_000;

/** @returns Whether the command succeeded as wanted before the time was over. */
async function waitFor(
  { args, clock, signal }: ModuleCall,
  target: Target,
  { command, isDone }: Wait,
): Promise<boolean> {
  const end = clock.monotonicNow() + int(args, "reboot_timeout") * 1000;
  const timeoutMs = (optionalInt(args, "connect_timeout") ?? DEFAULT_CONNECT_TIMEOUT) * 1000;
  for (
    let pause = 1000;
    clock.monotonicNow() < end;
    pause = Math.min(pause * 2, LONGEST_PAUSE_MS)
  ) {
    try {
      const [outcome] = await target.apply({ ...command, timeoutMs });
      if (outcome?.exitCode === 0 && isDone(outcome.stdout)) return true;
    } catch {
      // It is still away.
    }
    await clock.sleep(pause, { signal });
  }
  return false;
}
