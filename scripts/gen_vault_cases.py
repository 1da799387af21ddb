"""Writes testdata/vault/cases.json: vaults as ansible-core makes them.

Run it with a Python that has ansible-core: /usr/bin/python3 scripts/gen_vault_cases.py
"""

import base64
import json
import pathlib

from ansible import release
from ansible.parsing.vault import VaultLib, VaultSecret

ROOT = pathlib.Path(__file__).resolve().parent.parent
SALT = bytes(range(1, 33))

CASES = [
    ("text", "default", b"secret", b"hello\n"),
    ("empty", "default", b"secret", b""),
    ("exactly one block", "default", b"secret", b"0123456789abcdef"),
    ("one byte less than a block", "default", b"secret", b"0123456789abcde"),
    ("bytes that are no UTF-8", "default", b"secret", bytes(range(256))),
    ("several lines of digits", "default", b"secret", b"x" * 1000),
    ("with a label", "prod", b"secret", b"labelled\n"),
    ("label with an at sign", "me@work", b"secret", b"labelled\n"),
    ("password of other letters", "default", "pässwörd ☃".encode(), b"hello\n"),
    ("long password", "default", b"p" * 200, b"hello\n"),
]


def main():
    cases = []
    for name, label, password, plain in CASES:
        vault = VaultLib([(label, VaultSecret(password))])
        text = vault.encrypt(plain, VaultSecret(password), vault_id=label, salt=SALT)
        cases.append({
            "name": name,
            "label": label,
            "password": base64.b64encode(password).decode(),
            "plain": base64.b64encode(plain).decode(),
            "vault": text.decode(),
        })
    data = {
        "ansible": release.__version__,
        "salt": base64.b64encode(SALT).decode(),
        "cases": cases,
    }
    path = ROOT / "testdata" / "vault" / "cases.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data, indent=2) + "\n")


if __name__ == "__main__":
    main()
