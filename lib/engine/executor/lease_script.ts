/** Exit codes of {@link TAKE}. */
export const LEASE = { taken: 0, held: 9, impossible: 10 } as const;

/**
 * A lease is a symbolic link that leads nowhere: making one is atomic, its text says who holds it,
 * and where users' homes are private only they see it. Its text is
 *
 *     RUN PID BORN EPOCH OWNER
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
 * Takes the lease `$1` for the run `$2` of `$3`. Of a lease that another run holds it prints the
 * present time and the text.
 */
export const TAKE = `${COMMON}
name=$1 run=$2 owner=$3
umask 077
set -f
mkdir -p "$folder" 2>/dev/null || exit ${LEASE.impossible}
now=$(date +%s)
mine="$run $PPID $(born "$PPID") $now $owner"
take() { ln -s "$mine" "$folder/$name" 2>/dev/null; }
tries=0
until take; do
  tries=$((tries + 1))
  [ "$tries" -lt 5 ] || exit ${LEASE.impossible}
  text=$(readlink "$folder/$name") || continue
  set -- $text
  if kill -0 "$2" 2>/dev/null && [ "$(born "$2")" = "$3" ]; then
    [ "$1" != "$run" ] || exit ${LEASE.taken}
    echo "$now $text"
    exit ${LEASE.held}
  fi
  # Whoever moves a void lease away first may put a new one there.
  aside=$folder/.$run
  mv "$folder/$name" "$aside" 2>/dev/null || continue
  moved=$(readlink "$aside")
  rm -f "$aside"
  [ "$moved" = "$text" ] || ln -s "$moved" "$folder/$name" 2>/dev/null
done
`;

/** Gives the lease `$1` back if it is that of the run `$2`. */
export const GIVE_BACK = `${COMMON}
case $(readlink "$folder/$1") in
  "$2 "*) rm -f "$folder/$1"; rmdir "$folder" "$HOME/.shep" 2>/dev/null ;;
esac
exit 0
`;
