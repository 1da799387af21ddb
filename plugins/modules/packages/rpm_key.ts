import {
  bool,
  type CommandOutcome,
  type ModuleCall,
  ModuleFailure,
  type ModuleResult,
  optionalStr,
  str,
  type Target,
} from "../../../lib/plugin/sdk.ts";
import { programPaths, programProbes, requireProgram } from "../shared/program_paths.ts";
import { fetchBytes } from "./fetch_bytes.ts";
import { isArmored, openPgpKeys } from "./openpgp_keys.ts";

/** Manages the keys that RPM trusts. Behaves as Ansible 2.14's rpm_key, but needs no gpg. */
export async function rpmKey(call: ModuleCall, target: Target): Promise<ModuleResult> {
  const { args } = call;
  const [trusted, ...outcomes] = await target.probe(
    { argv: ["rpm", "-q", "gpg-pubkey", "--qf", "%{description}\n"] },
    ...programProbes(["rpm"]),
  );
  const program = requireProgram(programPaths(["rpm"], outcomes), "rpm");
  const wanted = await wantedKey(call, target);
  const known = trusted?.exitCode === 0 ? await openPgpKeys(trusted.stdoutBytes) : [];
  const isThere = known.some(({ id }) => id.includes(wanted.id));
  if (isThere === (str(args, "state") === "present")) return {};
  if (isThere) {
    const name = `gpg-pubkey-${wanted.id.slice(-8).toLowerCase()}`;
    requireSuccess(await target.apply({ argv: [program, "--erase", "--allmatches", name] }));
    return { changed: true };
  }
  if (wanted.data === undefined) {
    throw new ModuleFailure("When importing a key, a valid file must be given");
  }
  const fingerprint = optionalStr(args, "fingerprint")?.replaceAll(" ", "").toUpperCase();
  if (fingerprint && fingerprint !== wanted.fingerprint) {
    throw new ModuleFailure(
      `The specified fingerprint, '${fingerprint}', does not match the key fingerprint ` +
        `'${wanted.fingerprint}'`,
    );
  }
  requireSuccess(
    await target.apply({ argv: [program, "--import", "/dev/stdin"], stdin: wanted.data }),
  );
  return { changed: true };
}

interface WantedKey {
  /** Hexadecimal, in upper case. */
  readonly id: string;
  readonly fingerprint: string;
  /** Absent where a key is named by its id alone. */
  readonly data: Uint8Array | undefined;
}

async function wantedKey({ args }: ModuleCall, target: Target): Promise<WantedKey> {
  const key = str(args, "key");
  if (key.includes("://")) {
    const certificates = bool(args, "validate_certs") ? "checked" : "unchecked";
    const answer = await fetchBytes(target, { url: key, certificates });
    if ("error" in answer) {
      throw new ModuleFailure(`failed to fetch key at ${key} , error was: ${answer.error}`);
    }
    if (!isArmored(answer.bytes)) throw new ModuleFailure(`Not a public key: ${key}`);
    return await firstKey(answer.bytes);
  }
  if (/^(0x)?[0-9a-f]{8}/i.test(key)) {
    const id = key.trim().toUpperCase().replace(/^0X/, "");
    return { id, fingerprint: "", data: undefined };
  }
  const data = await target.get(key);
  if (data === undefined) throw new ModuleFailure(`Not a valid key ${key}`);
  return await firstKey(data);
}

async function firstKey(data: Uint8Array): Promise<WantedKey> {
  const first = (await openPgpKeys(data)).find(({ kind }) => kind === "primary");
  if (first === undefined) throw new ModuleFailure("Unexpected gpg output");
  return { id: first.id, fingerprint: first.fingerprint, data };
}

function requireSuccess(outcomes: readonly CommandOutcome[]): void {
  const failed = outcomes.find(({ exitCode }) => exitCode !== 0);
  if (failed !== undefined) throw new ModuleFailure(failed.stderr);
}
