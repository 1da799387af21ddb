import type { ShellSession } from "./shell_session.ts";

/**
 * Ends the shell `pid` and all that it has started, by way of another session like its own: nothing
 * tells a program without a terminal that its connection is gone. Gives up after a while.
 *
 * @param open Opens the other session; what it may do is what it needs here.
 */
export async function reapBy(open: () => Promise<ShellSession>, pid: string): Promise<void> {
  const reaping = open().then(async (session) => {
    await session.exec([{ script: REAP, argv: [pid] }], { afterFailure: "go-on" });
    await session.close();
  }).catch(() => {
    // Without a way there nobody can do it.
  });
  const { promise: enough, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, REAP_MS);
  await Promise.race([reaping, enough]);
  clearTimeout(timer);
}

/** Milliseconds that it may take, a login included; a plugin that ends has 10,000. */
const REAP_MS = 9000;

/**
 * `$1` is told first, so that nothing more begins and it cleans up as soon as what it waits for has
 * ended; then all that descends from it, unless it has found another parent, as what is left in the
 * background on purpose does. Processes come from /proc, which takes no program, or from `ps`.
 */
const REAP = `
all() {
  if [ -r /proc/self/stat ]; then
    for f in /proc/[0-9]*/stat; do
      read -r line 2>/dev/null <"$f" || continue
      rest=\${line##*) }; rest=\${rest#* }
      echo "\${line%% *} \${rest%% *}"
    done
  else
    ps -A -o pid= -o ppid=
  fi 2>/dev/null
}
isOurs() {
  if [ -r /proc/self/stat ]; then grep -q shep-ready "/proc/$1/cmdline"
  else ps -o args= -p "$1" | grep -q shep-ready; fi 2>/dev/null
}
below() {
  echo "$processes" | while read -r child parent; do
    [ "$parent" != "$1" ] || { below "$child"; echo "$child"; }
  done
}
isAlive() {
  kill -0 "$1" && ! grep -q "^State:.Z" "/proc/$1/status"
}
isOurs "$1" || exit 0
processes=$(all)
found=$(below "$1")
kill "$1" $found 2>/dev/null
for try in 1 2 3 4 5 6 7 8 9 10; do
  left=
  for one in $1 $found; do ! isAlive "$one" 2>/dev/null || left="$left $one"; done
  [ -n "$left" ] || exit 0
  sleep 0.1 2>/dev/null || sleep 1
done
kill -9 $left 2>/dev/null
exit 0
`;
