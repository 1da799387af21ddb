#!/bin/sh
# A program in one file: this launcher, then two compressed archives, the program and the runtime.
# The first start unpacks them into a private folder; later ones check that all is as it was left.
#
#   BASE/ID           a record: the names of the unpacked folders, then the state of what is in them
#   BASE/ID.XXXXXX/   what was unpacked; never written to again
#
# A start costs this sh and one stat(1) before the runtime takes their place.
set -u

program=@program@
runtime=@runtime@

# Prints owner, mode, change time and size of all that is in the runtime's and the program's folder.
# No write goes by without a new change time, and only root can set one back.
state() {
  # shellcheck disable=SC2046 # a word for each path, made of digits and dots
  set -- $(stat -c %u.%a.%.Z.%s "$1" "$1/deno" "$2" @globs@ 2>/dev/null)
  now=$*
}

# Whether the folder of the records is this user's and nobody else's.
is_private() {
  [ -d "$1" ] && [ -O "$1" ] && [ ! -L "$1" ]
}

# Whether what the record of the program in $base names is as it was left.
is_intact() {
  is_private "$base" && [ -f "$base/$program" ] || return 1
  {
    IFS= read -r runtime_folder
    IFS= read -r program_folder
    IFS= read -r kept
  } <"$base/$program"
  state "$base/$runtime_folder" "$base/$program_folder"
  [ -n "$kept" ] && [ "$now" = "$kept" ]
}

# Whether the same holds for the runtime alone, which programs of several versions share.
is_runtime_intact() {
  [ -f "$base/$runtime" ] || return 1
  {
    IFS= read -r runtime_folder
    IFS= read -r kept
  } <"$base/$runtime"
  state "$base/$runtime_folder" "$base/$runtime_folder"
  [ -n "$kept" ] && [ "$now" = "$kept" ]
}

# Unpacks the $3 bytes from byte $2 of this file as $1 into a new $folder.
unpack() {
  folder=$(mktemp -d "$base/$1.XXXXXX") || return 1
  tail -c "+$2" "$self" | head -c "$3" | { gzip -dc || : >"$folder/failed"; } |
    tar -xof - -C "$folder" && [ ! -e "$folder/failed" ] && return 0
  rm -rf "$folder"
  return 1
}

# Writes the lines after $1 as the record $1, unless another start of the program was faster.
record() {
  draft=$(mktemp "$base/$1.XXXXXX") || return 1
  name=$1
  shift
  printf '%s\n' "$@" >"$draft"
  ln "$draft" "$base/$name" 2>/dev/null
  rm -f "$draft"
}

# Removes the record $1 and the folder $2 that it named.
discard() {
  rm -f "$base/$1"
  case $2 in "$1".??????) rm -rf "${base:?}/$2" ;; esac
}

prepare_runtime() {
  is_runtime_intact && return 0
  [ -f "$base/$runtime" ] && discard "$runtime" "$runtime_folder"
  unpack "$runtime" @runtime_start@ @runtime_length@ || return 1
  # The cache may be on a file system that runs nothing.
  "$folder/deno" --version >/dev/null && state "$folder" "$folder" &&
    record "$runtime" "${folder##*/}" "$now" && is_runtime_intact || {
    rm -rf "$folder"
    return 1
  }
  [ "$base/$runtime_folder" = "$folder" ] || rm -rf "$folder"
}

# Removes programs that were not started for two months and are not running, and runtimes that none
# needs any more. A start reads the program: its access time tells of the last one, to the day.
remove_unused() {
  running=$({ cat /proc/[0-9]*/cmdline | tr '\000' '\n'; } 2>/dev/null) && [ -n "$running" ] || return 0
  needed=" $runtime_folder "
  for old in "$base"/program-*; do
    [ -f "$old" ] || continue
    {
      IFS= read -r its_runtime
      IFS= read -r its_folder
    } <"$old"
    case $running in
    *"/$its_folder/"*) ;;
    *)
      if [ -n "$(find "$base/$its_folder/@main@" -atime +60 2>/dev/null)" ]; then
        discard "${old##*/}" "$its_folder"
        continue
      fi
      ;;
    esac
    needed="$needed$its_runtime "
  done
  for old in "$base"/runtime-*; do
    # Another start may just have made it, for a program that is still to come.
    [ -f "$old" ] && [ -n "$(find "$old" -mtime +0 2>/dev/null)" ] || continue
    IFS= read -r its_folder <"$old"
    case $needed in *" $its_folder "*) ;; *) discard "${old##*/}" "$its_folder" ;; esac
  done
}

# Makes $base hold all that is needed; sets $runtime_folder and $program_folder.
prepare() {
  (umask 077 && mkdir -p "$base") && is_private "$base" || return 1
  is_intact && return 0
  if [ -f "$base/$program" ]; then
    printf '%s: What was unpacked below %s is not as it was left: unpacking it again\n' \
      '@name@' "$base" >&2
    discard "$program" "$program_folder"
  fi
  prepare_runtime || return 1
  unpack "$program" @program_start@ @program_length@ || return 1
  state "$base/$runtime_folder" "$folder" &&
    record "$program" "$runtime_folder" "${folder##*/}" "$now" && is_intact || {
    rm -rf "$folder"
    return 1
  }
  [ "$base/$program_folder" = "$folder" ] || rm -rf "$folder"
  remove_unused
}

# Prepares $1, in a process of its own so that what its tools complain of can be told afterwards.
prepare_in() {
  base=$1
  if said=$(prepare 2>&1) && is_intact; then
    [ -z "$said" ] || printf '%s\n' "$said" >&2
    return 0
  fi
  failure="$failure
  $base: ${said:-it is not ours, or stat(1) is missing}"
  return 1
}

self=$0
failure=
case ${XDG_CACHE_HOME-} in
/*) home=$XDG_CACHE_HOME/shep ;;
*) home=${HOME:+$HOME/.cache/shep} ;;
esac
base=$home
if [ -z "$base" ] || ! is_intact; then
  shared=${TMPDIR:-/tmp}/shep-$(id -u)
  base=$shared
  if ! is_intact && ! { [ -n "$home" ] && prepare_in "$home"; } && ! prepare_in "$shared"; then
    printf '%s: Cannot unpack the program:%s\n' '@name@' "$failure" >&2
    exit 1
  fi
fi

# lib/system/launch.ts takes these back out of the environment before anything else is started.
export SHEP_LAUNCHED_AS="${0##*/}"
[ -z "${DENO_DIR+set}" ] || export SHEP_OUTER_DENO_DIR="$DENO_DIR"
[ -z "${DENO_NO_UPDATE_CHECK+set}" ] ||
  export SHEP_OUTER_DENO_NO_UPDATE_CHECK="$DENO_NO_UPDATE_CHECK"
export DENO_DIR="$base/cache"
export DENO_NO_UPDATE_CHECK=1
exec "$base/$runtime_folder/deno" run @flags@ "$base/$program_folder/@main@" "$@"
