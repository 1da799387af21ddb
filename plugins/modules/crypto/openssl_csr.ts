import {
  bool,
  type Dict,
  type ModuleCall,
  ModuleFailure,
  type ModuleResult,
  optionalDict,
  optionalList,
  optionalStr,
  str,
  strings,
  type Target,
  type Value,
} from "../../../lib/plugin/sdk.ts";
import { isDict } from "../../../lib/base/value.ts";
import { expandPaths } from "../shared/expand_paths.ts";
import { statBehind } from "../shared/file_stat.ts";
import { der, isSameBytes } from "./der.ts";
import { derName, type NameAttribute } from "./distinguished_name.ts";
import {
  areSameExtensions,
  AUTHORITY_KEY_IDENTIFIER,
  basicConstraints,
  extendedKeyUsage,
  type Extension,
  hexBytes,
  keyIdentifier,
  keyUsage,
  mustStaple,
  nameConstraints,
  SUBJECT_KEY_IDENTIFIER,
  subjectAltNames,
} from "./extensions.ts";
import { keepBackup, removeFile, settleFile } from "./managed_file.ts";
import { keySource, signingKey } from "./openssl_program.ts";
import { pemText } from "./pem.ts";
import { authorityKeyIdentifier, crlDistributionPoints } from "./issuer_extensions.ts";
import type { PublicKey } from "./public_key.ts";
import { parseRequest, type SigningRequest, signRequest } from "./signing_request.ts";

/** Manages a signing request. Behaves as community.crypto.openssl_csr, with the openssl program. */
export async function opensslCsr(call: ModuleCall, target: Target): Promise<ModuleResult> {
  const { args, checkMode } = call;
  const [path = "", keyPath] = await expandPaths(target, [
    str(args, "path"),
    optionalStr(args, "privatekey_path"),
  ]);
  const stat = await statBehind(target, path);
  if (str(args, "state") === "absent") {
    const backup = await keepBackup(call, target, { path, stat });
    return {
      changed: await removeFile(target, { path, stat }),
      result: { ...shown(args, path, keyPath), ...backup },
    };
  }
  const source = keySource(keyPath, optionalStr(args, "privatekey_content"));
  if (source === undefined) {
    throw new ModuleFailure(
      "one of the following is required: privatekey_content, privatekey_path",
    );
  }
  const key = await signingKey(target, source, optionalStr(args, "privatekey_passphrase"));
  const wanted: SigningRequest = {
    subject: derName(subjectOf(args)),
    publicKey: key.key.info,
    extensions: await extensionsOf(args, key.key),
  };
  const before = stat === undefined ? undefined : await target.get(path);
  const text = before === undefined ? "" : new TextDecoder().decode(before);
  const isRight = !bool(args, "force") && isSameRequest(parseRequest(text), wanted);
  const backup = isRight ? {} : await keepBackup(call, target, { path, stat });
  let content = text;
  if (!isRight && !checkMode) {
    const request = await signRequest(target, wanted, { key, digest: str(args, "digest") });
    content = pemText("CERTIFICATE REQUEST", request);
    await target.put({ path, content });
  }
  const isSettled = await settleFile(call, target, { path });
  return {
    changed: !isRight || isSettled,
    result: {
      ...shown(args, path, keyPath),
      ...backup,
      ...(bool(args, "return_content") ? { csr: content === "" ? null : content } : {}),
    },
  };
}

function isSameRequest(found: SigningRequest | undefined, wanted: SigningRequest): boolean {
  return found !== undefined && isSameBytes(found.subject, wanted.subject) &&
    isSameBytes(found.publicKey, wanted.publicKey) &&
    areSameExtensions(found.extensions, wanted.extensions);
}

const SUBJECT: readonly (readonly [option: string, attribute: string])[] = [
  ["country_name", "C"],
  ["state_or_province_name", "ST"],
  ["locality_name", "L"],
  ["organization_name", "O"],
  ["organizational_unit_name", "OU"],
  ["common_name", "CN"],
  ["email_address", "emailAddress"],
];

function subjectOf(args: Dict): readonly NameAttribute[] {
  const own = SUBJECT.flatMap(([option, attribute]): NameAttribute[] => {
    const value = optionalStr(args, option);
    return value ? [[attribute, value]] : [];
  });
  const ordered = optionalList(args, "subject_ordered");
  const dicts = ordered?.filter(isDict) ?? [optionalDict(args, "subject") ?? new Map()];
  return [...own, ...dicts.flatMap(attributesOf)];
}

function attributesOf(attributes: Dict): readonly NameAttribute[] {
  return [...attributes].flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((one): NameAttribute => {
      if (typeof one === "string" || typeof one === "number") return [String(name), String(one)];
      throw new ModuleFailure(`Cannot use the subject's ${String(name)}: it is no text`);
    })
  );
}

function listOf(args: Dict, name: string): readonly string[] | undefined {
  return optionalList(args, name) === undefined ? undefined : strings(args, name);
}

/** The common name stands in where no other name is given. */
function altNamesOf(args: Dict): readonly string[] | undefined {
  const names = listOf(args, "subject_alt_name");
  if (names !== undefined || !bool(args, "use_common_name_for_san")) return names;
  const common = subjectOf(args).find(([attribute]) => /^(CN|commonName)$/.test(attribute))?.[1];
  return common === undefined ? undefined : [`DNS:${common}`];
}

async function extensionsOf(args: Dict, key: PublicKey): Promise<readonly Extension[]> {
  const extensions: Extension[] = [];
  const add = (oid: string, value: Uint8Array, option: string) => {
    extensions.push({ oid, value, critical: bool(args, `${option}_critical`) });
  };
  const names = altNamesOf(args);
  if (names !== undefined) add("2.5.29.17", subjectAltNames(names), "subject_alt_name");
  const usage = listOf(args, "key_usage");
  if (usage !== undefined) add("2.5.29.15", keyUsage(usage), "key_usage");
  const purposes = listOf(args, "extended_key_usage");
  if (purposes !== undefined) {
    add("2.5.29.37", extendedKeyUsage(purposes), "extended_key_usage");
  }
  const basic = listOf(args, "basic_constraints");
  if (basic !== undefined) add("2.5.29.19", basicConstraints(basic), "basic_constraints");
  if (bool(args, "ocsp_must_staple")) add("1.3.6.1.5.5.7.1.24", mustStaple(), "ocsp_must_staple");
  const permitted = listOf(args, "name_constraints_permitted") ?? [];
  const excluded = listOf(args, "name_constraints_excluded") ?? [];
  if (permitted.length + excluded.length > 0) {
    add("2.5.29.30", nameConstraints(permitted, excluded), "name_constraints");
  }
  const points = optionalList(args, "crl_distribution_points")?.filter(isDict);
  if (points !== undefined && points.length > 0) {
    extensions.push({ oid: "2.5.29.31", critical: false, value: crlDistributionPoints(points) });
  }
  return [...extensions, ...await identifiersOf(args, key)];
}

async function identifiersOf(args: Dict, key: PublicKey): Promise<readonly Extension[]> {
  const subject = optionalStr(args, "subject_key_identifier");
  const authority = optionalStr(args, "authority_key_identifier");
  const own = bool(args, "create_subject_key_identifier")
    ? await keyIdentifier(key.bits)
    : subject === undefined
    ? undefined
    : hexBytes(subject, "subject_key_identifier");
  const other = authorityKeyIdentifier({
    key: authority === undefined ? undefined : hexBytes(authority, "authority_key_identifier"),
    issuer: listOf(args, "authority_cert_issuer"),
    serial: args.get("authority_cert_serial_number") ?? undefined,
  });
  return [
    ...(own === undefined
      ? []
      : [{ oid: SUBJECT_KEY_IDENTIFIER, critical: false, value: der(0x04, own) }]),
    ...(other === undefined ? [] : [{
      oid: AUTHORITY_KEY_IDENTIFIER,
      critical: false,
      value: other,
    }]),
  ];
}

function shown(args: Dict, path: string, keyPath: string | undefined) {
  const list = (names: readonly string[] | undefined): Value =>
    names === undefined ? null : [...names];
  return {
    privatekey: keyPath ?? null,
    filename: path,
    subject: subjectOf(args).map((attribute) => [...attribute]),
    subjectAltName: list(altNamesOf(args)),
    keyUsage: list(listOf(args, "key_usage")),
    extendedKeyUsage: list(listOf(args, "extended_key_usage")),
    basicConstraints: list(listOf(args, "basic_constraints")),
    ocspMustStaple: bool(args, "ocsp_must_staple"),
    name_constraints_permitted: list(listOf(args, "name_constraints_permitted") ?? []),
    name_constraints_excluded: list(listOf(args, "name_constraints_excluded") ?? []),
  };
}
