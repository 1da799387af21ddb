import {
  int,
  type ModuleCall,
  ModuleFailure,
  optionalStr,
  str,
  type Target,
  type Value,
} from "../../../lib/plugin/sdk.ts";
import { expandPath } from "../shared/expand_paths.ts";
import type { UserEntry } from "./accounts.ts";

/** What became of the SSH key, and the keys of the result that tell of it. */
export interface KeyOutcome {
  readonly changed: boolean;
  readonly result: Readonly<Record<string, Value>>;
}

/** Makes an SSH key for `user` unless there is one. */
export async function userKey(
  call: ModuleCall,
  target: Target,
  { user, force }: { readonly user: UserEntry; readonly force: boolean },
): Promise<KeyOutcome> {
  const { args } = call;
  const type = str(args, "ssh_key_type");
  const given = await expandPath(target, optionalStr(args, "ssh_key_file") ?? `.ssh/id_${type}`);
  const file = given.startsWith("/") ? given : `${user.home}/${given}`;
  const [home, key, publicKey, node] = await target.probe(
    { argv: ["test", "-e", user.home] },
    { argv: ["test", "-e", file] },
    { argv: ["test", "-e", `${file}.pub`] },
    { argv: ["uname", "-n"] },
  );
  if (home?.exitCode !== 0 && !call.checkMode && !given.startsWith("/")) {
    throw new ModuleFailure(`User ${user.name} home directory does not exist`, {
      result: { name: user.name, rc: 1 },
    });
  }
  const kinds = { private: key?.exitCode === 0, public: publicKey?.exitCode === 0 };
  const isMade = mayMake(call, { file, kinds, force });
  if (isMade) {
    const comment = optionalStr(args, "ssh_key_comment") ??
      `ansible-generated on ${node?.stdout.trim()}`;
    await make(call, target, { user, file, comment });
  }
  return { changed: isMade, result: await described(target, file) };
}

function mayMake(
  call: ModuleCall,
  { file, kinds, force }: {
    readonly file: string;
    readonly kinds: { readonly private: boolean; readonly public: boolean };
    readonly force: boolean;
  },
): boolean {
  for (const kind of ["private", "public"] as const) {
    if (!kinds[kind]) continue;
    const path = kind === "private" ? file : `${file}.pub`;
    if (!force) {
      call.warn(
        `Found existing ssh key ${kind} file "${path}", no force, so skipping ssh-keygen generation`,
      );
      return false;
    }
    call.warn(`Overwriting existing ssh key ${kind} file "${path}"`);
  }
  return true;
}

async function make(
  { args }: ModuleCall,
  target: Target,
  { user, file, comment }: {
    readonly user: UserEntry;
    readonly file: string;
    readonly comment: string;
  },
): Promise<void> {
  const bits = int(args, "ssh_key_bits");
  const outcomes = await target.apply({
    script: SCRIPT,
    argv: [
      file,
      `${user.uid}:${user.gid}`,
      ...["-t", str(args, "ssh_key_type"), ...(bits > 0 ? ["-b", String(bits)] : [])],
      ...["-C", comment, "-f", file, "-N", optionalStr(args, "ssh_key_passphrase") ?? ""],
    ],
  });
  const [outcome] = outcomes;
  if (outcome === undefined || outcome.exitCode === 0) return;
  throw new ModuleFailure(outcome.stderr || outcome.stdout, {
    result: { name: user.name, rc: outcome.exitCode },
  });
}

/** Only a folder that is made here is given to the user. */
const SCRIPT = `
file=$1 owner=$2
shift 2
folder=$(dirname -- "$file")
if [ ! -e "$folder" ]; then
  mkdir -m 0700 -- "$folder" && chown -- "$owner" "$folder" || exit
fi
rm -f -- "$file" "$file.pub" && ssh-keygen "$@" && chown -- "$owner" "$file" "$file.pub"
`;

async function described(target: Target, file: string): Promise<Record<string, Value>> {
  const [fingerprint, publicKey] = await target.probe(
    { argv: ["ssh-keygen", "-l", "-f", file] },
    { argv: ["cat", `${file}.pub`] },
  );
  const isThere = publicKey?.exitCode === 0;
  return {
    ssh_fingerprint: (fingerprint?.exitCode === 0 ? fingerprint.stdout : fingerprint?.stderr ?? "")
      .trim(),
    ssh_key_file: file,
    ssh_public_key: isThere ? publicKey.stdout.trim() : null,
  };
}
