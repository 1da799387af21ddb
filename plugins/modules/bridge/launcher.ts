/**
 * Runs a module from a bundle of sources: reads the call as JSON from the standard input, writes the
 * bundle as a zip file into a private folder, runs the module from there as `__main__`, and removes
 * the folder. For Python 2.7 and 3.5 on.
 */
export const PYTHON_LAUNCHER = `
import sys
def run():
    import base64, json, os, runpy, shutil, signal, tempfile, zipfile, zlib
    stream = getattr(sys.stdin, "buffer", sys.stdin)
    call = json.loads(stream.read().decode("utf-8"))
    sources = json.loads(zlib.decompress(base64.b64decode(call["payload"])).decode("utf-8"))
    sys.path[:] = [path for path in sys.path if path]
    def stop(number, frame):
        sys.exit(128 + number)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)
    owner = os.getpid()
    folder = tempfile.mkdtemp(prefix="shep-")
    try:
        bundle = os.path.join(folder, "bundle.zip")
        archive = zipfile.ZipFile(bundle, "w", zipfile.ZIP_STORED)
        for path in sources:
            archive.writestr(path, sources[path].encode("latin-1"))
        archive.close()
        sys.path.insert(0, bundle)
        arguments = json.loads(call["arguments"])
        arguments["_ansible_tmpdir"] = folder
        from ansible.module_utils import basic
        basic._ANSIBLE_ARGS = json.dumps({"ANSIBLE_MODULE_ARGS": arguments}).encode("utf-8")
        if hasattr(basic, "_ANSIBLE_PROFILE"):
            basic._ANSIBLE_PROFILE = "legacy"
        start = {"_module_fqn": call["entry"], "_modlib_path": bundle}
        runpy.run_module(call["entry"], init_globals=start, run_name="__main__", alter_sys=True)
    finally:
        if os.getpid() == owner:
            shutil.rmtree(folder, True)
run()
`;

/** The exit code of a target that has none of the interpreters. */
export const NO_INTERPRETER = 96;

/** What tells that exit code from one of a module. */
export const NO_INTERPRETER_MARK = "shep: there is no interpreter";

/** `$1` is the text to run, the others are command lines of which the first there is runs it. */
export const PYTHON_SCRIPT = `
set -f
text=$1
shift
for line in "$@"; do
  for program in $line; do break; done
  if command -v "$program" >/dev/null 2>&1; then
    $line -c "$text"
    exit $?
  fi
done
echo '${NO_INTERPRETER_MARK}' >&2
exit ${NO_INTERPRETER}
`;

/**
 * Runs a program from a private folder. `$1` is its file name, `$2` says whether it gets a file of
 * arguments, the others are command lines of interpreters, none for a program that runs by itself.
 * Standard input: a line with the number of lines of arguments, these, and the program's bytes.
 */
export const FILE_SCRIPT = `
set -f
umask 077
folder=$(mktemp -d "\${TMPDIR:-/tmp}/shep-XXXXXXXXXX") || exit 1
trap 'rm -rf "$folder"' EXIT
trap 'exit 143' TERM HUP INT
program=$folder/$1
style=$2
shift 2
IFS= read -r count
while [ "$count" -gt 0 ]; do
  IFS= read -r line
  count=$((count - 1))
  if [ "$count" -gt 0 ]; then printf '%s\\n' "$line"; else printf '%s' "$line"; fi
done > "$folder/args"
cat > "$program"
chmod 700 "$program"
start() {
  if [ "$style" = file ]; then "$@" "$program" "$folder/args"; else "$@" "$program"; fi
}
if [ $# -eq 0 ]; then
  if [ "$style" = file ]; then "$program" "$folder/args" </dev/null; else "$program" </dev/null; fi
  exit $?
fi
for line in "$@"; do
  for first in $line; do break; done
  if command -v "$first" >/dev/null 2>&1; then
    start $line </dev/null
    exit $?
  fi
done
echo '${NO_INTERPRETER_MARK}' >&2
exit ${NO_INTERPRETER}
`;
