/** What {@link TAKE} prints where no lease can be kept. */
export const NO_LEASE = "no lease";

/**
 * A lease is a symbolic link that leads nowhere: making one is atomic, its text says who holds it,
 * and where users' homes are private only they see it. Its text is
 *
 *     RUN PID BORN EPOCH TIME OWNER
 *
 * with the process of the session's shell and when that was started. A shell ends when the
 * connection does, however the controller came to its end: then the lease is void.
 */
const COMMON = `
folder=$HOME/.shep/leases
born() {
  stat=$(cat "/proc/$1/stat" 2>/dev/null) || { echo -; return; }
  set -- \${stat##*) }
  echo "\${20:--}"
}
`;

/**
 * Takes the lease `$1` of the host `$4` for the run `$2` of `$3`. Fails if another run holds it, and
 * prints which.
 */
export const TAKE = `${COMMON}
name=$1 run=$2 owner=$3 host=$4
umask 077
set -f
impossible() { echo ${NO_LEASE}; exit 0; }
mkdir -p "$folder" 2>/dev/null || impossible
set -- $(date -u '+%s %Y-%m-%dT%H:%M:%SZ')
now=$1
mine="$run $PPID $(born "$PPID") $1 $2 $owner"
take() { ln -s "$mine" "$folder/$name" 2>/dev/null; }
tries=0
until take; do
  tries=$((tries + 1))
  [ "$tries" -lt 5 ] || impossible
  text=$(readlink "$folder/$name") || continue
  set -- $text
  if kill -0 "$2" 2>/dev/null && [ "$(born "$2")" = "$3" ]; then
    if [ "$1" = "$run" ]; then
      ln -s "$mine" "$folder/.$run" && mv -f "$folder/.$run" "$folder/$name"
      exit 0
    fi
    pid=$2 since=$5 ago=$((now - $4))
    shift 5
    echo "Another run is at work on $host: that of $*, since $since ($ago s ago)," \\
      "process $pid there. --no-lease does not mind"
    exit 1
  fi
  # Whoever moves a void lease away first may put a new one there.
  aside=$folder/.$run
  mv "$folder/$name" "$aside" 2>/dev/null || continue
  moved=$(readlink "$aside")
  rm -f "$aside"
  [ "$moved" = "$text" ] || ln -s "$moved" "$folder/$name" 2>/dev/null
done
`;

/**
 * Gives the lease `$1` back if it is that of the run `$2`, unless another session of that run has taken
 * it meanwhile.
 */
export const GIVE_BACK = `${COMMON}
name=$1 run=$2
set -f
set -- $(readlink "$folder/$name")
if [ "$1" = "$run" ] && { [ "$2" = "$PPID" ] || [ "$(born "$2")" != "$3" ]; }; then
  rm -f "$folder/$name"; rmdir "$folder" "$HOME/.shep" 2>/dev/null
fi
exit 0
`;
