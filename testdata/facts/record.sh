#!/bin/sh
# Records what the facts probe prints on this machine, and what ansible-core 2.14 makes of the same
# machine a moment later, as this_machine.txt and this_machine.json. What belongs to this machine
# alone and to no test (the kernel's command line, mounts of other file systems) is left out.
set -eu
cd "$(dirname "$0")"
export ANSIBLE_LOCALHOST_WARNING=False ANSIBLE_INVENTORY_UNPARSED_WARNING=False
clean() { env -i HOME="$HOME" PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 "$@"; }
script=$(deno eval 'import { FACTS_SCRIPT } from "../../lib/engine/executor/facts_script.ts"; console.log(FACTS_SCRIPT)')
clean sh -c "$script" sh 'hardware network virtual' '' 10 |
  sed -e '/^\/proc\/cmdline:/d' -e '/^\/proc\/self\/mountinfo:.* \/mnt\//d' -e '/ \/mnt\/.* tmpfs /d' \
    >this_machine.txt
clean ansible localhost -m setup -e ansible_python_interpreter=/usr/bin/python3 2>/dev/null |
  sed '1s/.*SUCCESS => //' |
  /usr/bin/python3 -c '
import json, sys
facts = json.load(sys.stdin)["ansible_facts"]
for name in ("ansible_cmdline", "ansible_proc_cmdline", "ansible_env"):
    facts.pop(name, None)
json.dump(facts, sys.stdout, indent=1, sort_keys=True)
print()' >this_machine.json
