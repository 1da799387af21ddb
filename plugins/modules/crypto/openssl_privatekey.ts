import {
  bool,
  int,
  type ModuleCall,
  ModuleFailure,
  type ModuleResult,
  optionalStr,
  str,
  type Target,
} from "../../../lib/plugin/sdk.ts";
import { expandPath } from "../shared/expand_paths.ts";
import { type FileStat, parseStats, statTargetCommand } from "../shared/file_stat.ts";
import { keepBackup, removeFile, settleFile } from "./managed_file.ts";
import { publicKeyProbe, readPublicKey } from "./openssl_program.ts";
import { fingerprints, type PublicKey } from "./public_key.ts";

/** Manages a private key. Behaves as community.crypto.openssl_privatekey, with the openssl program. */
export async function opensslPrivatekey(call: ModuleCall, target: Target): Promise<ModuleResult> {
  const { args, checkMode } = call;
  const path = await expandPath(target, str(args, "path"));
  const wanted = readWanted(call);
  const found = await look(target, path, wanted);
  if (str(args, "state") === "absent") {
    const backup = await keepBackup(call, target, { path, stat: found.stat });
    const changed = await removeFile(target, { path, stat: found.stat });
    return { changed, result: { ...shown(path, wanted, undefined), ...backup } };
  }
  const plan = planOf(call, wanted, found);
  const backup = plan === "keep" ? {} : await keepBackup(call, target, { path, stat: found.stat });
  if (plan === "generate") await write(target, path, { wanted, script: GENERATE });
  if (plan === "convert") await write(target, path, { wanted, script: CONVERT });
  const isSettled = await settleFile(call, target, { path, mode: "0600" });
  const isNew = plan === "generate" && !checkMode;
  const key = isNew ? (await look(target, path, wanted)).key : found.key;
  const known = typeof key === "string" || (plan === "generate" && checkMode) ? undefined : key;
  const content = bool(args, "return_content") && !(plan === "generate" && checkMode)
    ? { privatekey: new TextDecoder().decode(await target.get(path)) }
    : {};
  return {
    changed: plan !== "keep" || isSettled,
    result: { ...shown(path, wanted, known), ...backup, ...content },
  };
}

interface WantedKey {
  readonly type: string;
  readonly size: number;
  readonly curve: string | undefined;
  readonly passphrase: string | undefined;
  readonly format: string;
}

function readWanted({ args }: ModuleCall): WantedKey {
  const type = str(args, "type");
  const curve = optionalStr(args, "curve");
  const passphrase = optionalStr(args, "passphrase");
  const format = str(args, "format");
  const cipher = optionalStr(args, "cipher");
  if (type === "ECC" && curve === undefined) {
    throw new ModuleFailure("type is ECC but all of the following are missing: curve");
  }
  if (passphrase !== undefined && cipher === undefined) {
    throw new ModuleFailure("missing parameter(s) required by 'passphrase': cipher");
  }
  if (cipher !== undefined && cipher !== "auto") {
    throw new ModuleFailure("Cipher must be 'auto' for cryptography backend.");
  }
  if (format === "raw") throw new ModuleFailure("Cannot write keys in the format raw");
  return { type, size: int(args, "size"), curve, passphrase, format };
}

interface FoundKey {
  readonly stat: FileStat | undefined;
  /** The key, or why it cannot be read. */
  readonly key: PublicKey | string;
  readonly isEncrypted: boolean;
  readonly format: "pkcs1" | "pkcs8";
}

/** Nothing of the private half leaves the target. */
async function look(
  target: Target,
  path: string,
  { passphrase }: WantedKey,
): Promise<FoundKey> {
  const [stat, key, heads] = await target.probe(
    statTargetCommand(path),
    publicKeyProbe(path, passphrase),
    { argv: ["grep", "-aE", "^(-----BEGIN|Proc-Type:)", path] },
  );
  const head = heads?.stdout ?? "";
  return {
    stat: parseStats(stat, [path]).get(path),
    key: readPublicKey(key),
    isEncrypted: head.includes("ENCRYPTED"),
    format: /BEGIN (ENCRYPTED )?PRIVATE/.test(head) ? "pkcs8" : "pkcs1",
  };
}

type Plan = "keep" | "generate" | "convert";

function planOf({ args }: ModuleCall, wanted: WantedKey, found: FoundKey): Plan {
  const regenerate = str(args, "regenerate");
  if (found.stat === undefined || bool(args, "force") || regenerate === "always") return "generate";
  const isProtected = wanted.passphrase !== undefined && wanted.passphrase !== "";
  const isReadable = typeof found.key !== "string" && found.isEncrypted === isProtected;
  if (!isReadable) {
    if (regenerate === "full_idempotence") return "generate";
    throw new ModuleFailure(
      "Unable to read the key. The key is protected with a another passphrase / no passphrase or " +
        "broken. Will not proceed. To force regeneration, call the module with `generate` set to " +
        "`full_idempotence` or `always`, or with `force=true`.",
    );
  }
  if (regenerate !== "never" && !isAsWanted(wanted, found.key)) {
    if (regenerate !== "fail") return "generate";
    throw new ModuleFailure(
      "Key has wrong type and/or size. Will not proceed. To force regeneration, call the module " +
        "with `generate` set to `partial_idempotence`, `full_idempotence` or `always`, or with " +
        "`force=true`.",
    );
  }
  const isFormatWrong = wanted.format !== "auto_ignore" && formatOf(wanted) !== found.format;
  if (!isFormatWrong || regenerate === "never") return "keep";
  if (str(args, "format_mismatch") === "convert") return "convert";
  if (regenerate !== "fail") return "generate";
  throw new ModuleFailure(
    "Key has wrong format. Will not proceed. To force regeneration, call the module with " +
      "`generate` set to `partial_idempotence`, `full_idempotence` or `always`, or with " +
      "`force=true`. To convert the key, set `format_mismatch` to `convert`.",
  );
}

function isAsWanted({ type, size, curve }: WantedKey, key: PublicKey | string): boolean {
  if (typeof key === "string" || key.type !== type) return false;
  if (type === "RSA" || type === "DSA") return key.size === size;
  return type !== "ECC" || key.curve === curve;
}

/** The old format is for old types alone. */
function formatOf({ format, type }: WantedKey): "pkcs1" | "pkcs8" {
  if (format === "pkcs8") return "pkcs8";
  return /^(RSA|DSA|ECC)$/.test(type) ? "pkcs1" : "pkcs8";
}

async function write(
  target: Target,
  path: string,
  { wanted, script }: { readonly wanted: WantedKey; readonly script: string },
): Promise<void> {
  const isProtected = wanted.passphrase !== undefined && wanted.passphrase !== "";
  const [outcome] = await target.apply({
    script,
    argv: [
      path,
      formatOf(wanted) === "pkcs1" ? "-traditional" : "",
      isProtected ? "yes" : "",
      wanted.type === "DSA" ? String(wanted.size) : "",
      ...generation(wanted),
    ],
    env: { SHEP_PASSPHRASE: wanted.passphrase ?? "" },
  });
  if (outcome?.exitCode !== 0) {
    throw new ModuleFailure(`Cannot write the private key ${path}: ${outcome?.stderr.trim()}`);
  }
}

function generation({ type, size, curve }: WantedKey): readonly string[] {
  switch (type) {
    case "RSA":
      return ["-algorithm", "RSA", "-pkeyopt", `rsa_keygen_bits:${size}`];
    case "ECC":
      return [
        ...[
          "-algorithm",
          "EC",
          "-pkeyopt",
          `ec_paramgen_curve:${CURVES.get(curve ?? "") ?? curve}`,
        ],
        ...["-pkeyopt", "ec_param_enc:named_curve"],
      ];
    default:
      return ["-algorithm", type];
  }
}

/** Where openssl has other names. */
const CURVES: ReadonlyMap<string, string> = new Map([
  ["secp192r1", "prime192v1"],
  ["secp256r1", "prime256v1"],
]);

/** The new file takes the old one's place at once. */
const WRITE = `
path=$1 format=$2 protected=$3 dsa=$4; shift 4
umask 077
file=$(mktemp "$path.XXXXXXXX") || exit
encode() {
  if [ -n "$protected" ]; then
    openssl pkey $format -aes256 -passin env:SHEP_PASSPHRASE -passout env:SHEP_PASSPHRASE "$@"
  else
    openssl pkey $format -passin env:SHEP_PASSPHRASE "$@"
  fi
}
`;

const PLACE = `
code=$?
if [ $code = 0 ] && [ -s "$file" ]; then
  [ ! -e "$path" ] || chown "$(stat -c %u:%g "$path")" "$file"
  mv -f "$file" "$path"
else rm -f "$file"; exit 1; fi
`;

const GENERATE = `${WRITE}
if [ -n "$dsa" ]; then
  openssl dsaparam -genkey -noout "$dsa" 2>/dev/null | encode >"$file"
else openssl genpkey "$@" 2>/dev/null | encode >"$file"; fi
${PLACE}`;

const CONVERT = `${WRITE}
encode -in "$path" >"$file"
${PLACE}`;

function shown(path: string, { type, size, curve }: WantedKey, key: PublicKey | undefined) {
  return {
    filename: path,
    type,
    size,
    ...(type === "ECC" ? { curve: curve ?? null } : {}),
    fingerprint: key === undefined ? null : fingerprints(key),
  };
}
