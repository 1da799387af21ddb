"""Writes down how Ansible's programs read command lines, in testdata/peers/words.json.

A case has what was read, by the names of argparse and without defaults, or what is told on the
standard error. Run it where ansible-core is installed: python3 scripts/gen_peer_cases.py
"""

import contextlib
import io
import json
import os
import pathlib
import re
import shlex

from ansible.cli.adhoc import AdHocCLI
from ansible.cli.inventory import InventoryCLI
from ansible.cli.playbook import PlaybookCLI
from ansible.cli.vault import VaultCLI

OUTPUT = pathlib.Path(__file__).resolve().parent.parent / "testdata" / "peers" / "words.json"

PROGRAMS = {
    "ansible-playbook": PlaybookCLI,
    "ansible": AdHocCLI,
    "ansible-inventory": InventoryCLI,
    "ansible-vault": VaultCLI,
}

LINES = """
ansible-playbook site.yml
ansible-playbook a.yml b.yml -i hosts
ansible-playbook -i a -i b, site.yml -e x=1 -e '{"y": 2}' -e @vars.yml
ansible-playbook site.yml -vvv
ansible-playbook -vvCDb site.yml
ansible-playbook -vi hosts site.yml
ansible-playbook -ihosts -f10 site.yml
ansible-playbook -i=hosts --forks=10 site.yml
ansible-playbook --inventory=hosts --limit=web:!db site.yml
ansible-playbook --inventory-file hosts site.yml
ansible-playbook --inv hosts site.yml
ansible-playbook --che --dif site.yml
ansible-playbook --check --chec site.yml
ansible-playbook --list site.yml
ansible-playbook --list-h site.yml
ansible-playbook --ask-vault-p site.yml
ansible-playbook --ask-vault-pass site.yml
ansible-playbook --become-p file site.yml
ansible-playbook --become-u root --become-m su site.yml
ansible-playbook --vault-id a@b --vault-id c site.yml
ansible-playbook --vault-password-file a --vault-pass-file b site.yml
ansible-playbook --vault-password-file a --ask-vault-pass site.yml
ansible-playbook -K --become-pass-file f site.yml
ansible-playbook --conn-pass-file f -k site.yml
ansible-playbook -k -k site.yml
ansible-playbook -t a,b -t c --skip-tags d --skip-tags e,f site.yml
ansible-playbook a.yml -C b.yml
ansible-playbook a.yml b.yml -C --nope c.yml
ansible-playbook
ansible-playbook -C
ansible-playbook --nope
ansible-playbook --nope site.yml
ansible-playbook -x site.yml
ansible-playbook -Cx site.yml
ansible-playbook --check=yes site.yml
ansible-playbook --check= site.yml
ansible-playbook -C= site.yml
ansible-playbook -f site.yml
ansible-playbook -f abc site.yml
ansible-playbook -f 1_0 site.yml
ansible-playbook -f ' 7 ' site.yml
ansible-playbook -f -1 site.yml
ansible-playbook -f "it's" site.yml
ansible-playbook -T 1.5 site.yml
ansible-playbook -i
ansible-playbook site.yml -i
ansible-playbook -i -C site.yml
ansible-playbook -e site.yml
ansible-playbook -e '' site.yml
ansible-playbook --limit= site.yml
ansible-playbook -e '-a b' site.yml
ansible-playbook -e --x=1 site.yml
ansible-playbook -l -5 site.yml
ansible-playbook -- site.yml
ansible-playbook -C -- -odd.yml other.yml
ansible-playbook a.yml -- b.yml
ansible-playbook -i -- hosts site.yml
ansible-playbook - -C
ansible-playbook --start-at-task 'Install it' --step --flush-cache --force-handlers site.yml
ansible-playbook --syntax-check --list-tasks --list-tags --list-hosts site.yml
ansible-playbook --private-key k --key-file l -u me -c local -T 5 site.yml
ansible-playbook --ssh-common-args=-oA=b --ssh-extra-args '-o C=d' site.yml
ansible-playbook --sftp-extra-args x --scp-extra-args y site.yml
ansible-playbook --ssh-common-args -oA=b site.yml
ansible-playbook --s site.yml
ansible-playbook --st=x site.yml
ansible-playbook --syn=x site.yml
ansible-playbook -u '' site.yml
ansible all
ansible all -m ping
ansible web -a 'uptime -p' -b -K -f 20
ansible all -m copy -a 'src=a dest=b' -o -t out
ansible all -B 60 -P 0 -m shell -a 'sleep 1'
ansible all -B x
ansible all extra
ansible -m ping
ansible -m ping all -i a,
ansible all -m ping -a '{"data": "x"}' --playbook-dir pb --task-timeout 3
ansible all --list-hosts -l a
ansible all --module-name=ping --one-line --tree=x
ansible all --module
ansible all -mping -vvvv
ansible '*'
ansible -i hosts -vv all -C -D -e a=b -u me -c local -T 3 --become-user x
ansible
ansible-inventory
ansible-inventory --list
ansible-inventory --graph web --vars
ansible-inventory --graph --vars web
ansible-inventory web --graph
ansible-inventory --host h -i a
ansible-inventory --host
ansible-inventory --list -y --export --output x
ansible-inventory --list --toml --playbook-dir pb -e a=1
ansible-inventory --list a b
ansible-inventory --h
ansible-inventory --list -i a -i b --vault-id x
ansible-vault encrypt a b --vault-id x --output -
ansible-vault encrypt
ansible-vault decrypt --ask-vault-pass a
ansible-vault decrypt --encrypt-vault-id x a
ansible-vault view a -vv
ansible-vault edit a --encrypt-vault-id x
ansible-vault create a b --vault-password-file f
ansible-vault rekey --new-vault-id a@b f
ansible-vault rekey --new-vault-id a@b --new-vault-password-file g f
ansible-vault rekey --new-vault-password-file g f --encrypt-vault-id x
ansible-vault encrypt_string abc -n name --stdin-name x -p --show-input
ansible-vault encrypt_string --name a --name b x y
ansible-vault encrypt_string -- -x
ansible-vault nope a
ansible-vault
ansible-vault -v
ansible-vault -v view a
ansible-vault --nope view a
ansible-vault enc a
"""


def case(line: str) -> dict:
    program, *words = shlex.split(line)
    cli = PROGRAMS[program]([program])
    cli.init_parser()
    said = io.StringIO()
    try:
        with contextlib.redirect_stderr(said), contextlib.redirect_stdout(io.StringIO()):
            read = vars(cli.parser.parse_args(words))
    except SystemExit as end:
        return {"program": program, "words": words, "exit": end.code, "stderr": said.getvalue()}
    usual = defaults(cli.parser, words)
    given = {key: as_given(value) for key, value in read.items()
             if value != usual.get(key) and key != "func"}
    return {"program": program, "words": words, "given": given}


def as_given(value):
    """Paths are made absolute while they are read, which is left to those who open them here."""
    if isinstance(value, list):
        return [as_given(item) for item in value]
    return re.sub("^(@?)/", r"\1", value) if isinstance(value, str) else value


def defaults(parser, words: list) -> dict:
    """What each option is when it is not given."""
    usual = {action.dest: action.default for action in parser._actions}
    for action in parser._actions:
        if isinstance(action.choices, dict):
            for name in words:
                sub = action.choices.get(name)
                usual.update({one.dest: one.default for one in sub._actions} if sub else {})
    return usual


if __name__ == "__main__":
    os.environ["COLUMNS"] = "80"
    os.chdir("/")
    cases = [case(line) for line in LINES.strip().splitlines()]
    OUTPUT.write_text(json.dumps(cases, indent=1) + "\n")
