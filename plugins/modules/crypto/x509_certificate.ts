import {
  bool,
  type Dict,
  int,
  type ModuleCall,
  ModuleFailure,
  type ModuleResult,
  optionalStr,
  str,
  type Target,
} from "../../../lib/plugin/sdk.ts";
import { expandPaths } from "../shared/expand_paths.ts";
import { statBehind } from "../shared/file_stat.ts";
import { type Certificate, certificateInfo, parseCertificate } from "./certificate.ts";
import { certificateTime } from "./certificate_time.ts";
import { der, derElements, isSameBytes, SEQUENCE } from "./der.ts";
import { derName } from "./distinguished_name.ts";
import {
  areSameExtensions,
  AUTHORITY_KEY_IDENTIFIER,
  type Extension,
  keyIdentifier,
  SUBJECT_KEY_IDENTIFIER,
} from "./extensions.ts";
import { keepBackup, removeFile, settleFile } from "./managed_file.ts";
import { keySource, type SigningKey, signingKey } from "./openssl_program.ts";
import { pemText } from "./pem.ts";
import { parsePublicKey } from "./public_key.ts";
import { signatureAlgorithm } from "./signature_algorithm.ts";
import { parseRequest, signed, type SigningRequest } from "./signing_request.ts";

/** Manages a certificate. Behaves as community.crypto.x509_certificate, with the openssl program. */
export async function x509Certificate(call: ModuleCall, target: Target): Promise<ModuleResult> {
  const { args, checkMode } = call;
  const paths = await readPaths(args, target);
  const { path } = paths;
  const stat = await statBehind(target, path);
  if (str(args, "state") === "absent") {
    const backup = await keepBackup(call, target, { path, stat });
    const changed = await removeFile(target, { path, stat });
    const content = bool(args, "return_content") ? { certificate: null } : {};
    return { changed, result: { ...named(paths), ...backup, ...content } };
  }
  const order = await readOrder(call, target, paths);
  const before = stat === undefined ? undefined : await target.get(path);
  const text = before === undefined ? "" : new TextDecoder().decode(before);
  const found = parseCertificate(text);
  const isRight = !bool(args, "force") && found !== undefined && isAsOrdered(call, found, order);
  const backup = isRight ? {} : await keepBackup(call, target, { path, stat });
  let content = text;
  if (!isRight && !checkMode) {
    content = pemText("CERTIFICATE", await issue(target, order));
    await target.put({ path, content });
  }
  const isSettled = await settleFile(call, target, { path });
  const { notBefore, notAfter, serial } = isRight ? found : order.certificate;
  const provider = str(args, "provider") === "ownca"
    ? { ca_cert: paths.authority ?? null, ca_privatekey: paths.authorityKey ?? null }
    : {};
  return {
    changed: !isRight || isSettled,
    result: {
      ...named(paths),
      ...provider,
      notBefore: `${notBefore}Z`,
      notAfter: `${notAfter}Z`,
      serial_number: BigInt(`0x${serial.toHex()}`),
      ...backup,
      ...(bool(args, "return_content") ? { certificate: content === "" ? null : content } : {}),
    },
  };
}

interface Paths {
  readonly path: string;
  readonly key: string | undefined;
  readonly request: string | undefined;
  readonly authority: string | undefined;
  readonly authorityKey: string | undefined;
}

async function readPaths(args: Dict, target: Target): Promise<Paths> {
  const names = ["privatekey_path", "csr_path", "ownca_path", "ownca_privatekey_path"];
  const [path = "", key, request, authority, authorityKey] = await expandPaths(target, [
    str(args, "path"),
    ...names.map((name) => optionalStr(args, name)),
  ]);
  return { path, key, request, authority, authorityKey };
}

function named({ path, key, request }: Paths) {
  return { filename: path, privatekey: key ?? null, csr: request ?? null };
}

/** A certificate that is to be, and the key that signs it. */
interface Order {
  readonly certificate: Certificate;
  readonly key: SigningKey;
  readonly digest: string;
}

async function readOrder(call: ModuleCall, target: Target, paths: Paths): Promise<Order> {
  const { args } = call;
  const provider = optionalStr(args, "provider");
  switch (provider) {
    case "selfsigned":
      return await selfsigned(call, target, paths);
    case "ownca":
      return await ownca(call, target, paths);
    case undefined:
      throw new ModuleFailure("state is present but all of the following are missing: provider");
    default:
      throw new ModuleFailure(
        `Cannot make a certificate with the provider ${provider}: only ownca and selfsigned are ` +
          "supported",
      );
  }
}

async function selfsigned(call: ModuleCall, target: Target, paths: Paths): Promise<Order> {
  const { args } = call;
  const source = keySource(paths.key, optionalStr(args, "privatekey_content"));
  if (source === undefined) {
    throw new ModuleFailure(
      "One of privatekey_path and privatekey_content must be specified for the selfsigned provider.",
    );
  }
  requireVersion(args, "selfsigned_version");
  const key = await signingKey(target, source, optionalStr(args, "privatekey_passphrase"));
  const request = await readRequest(args, target, paths.request) ??
    { subject: derName([]), publicKey: key.key.info, extensions: [] };
  if (!isSameBytes(request.publicKey, key.key.info)) {
    throw new ModuleFailure("The CSR is not for the private key");
  }
  const extensions = await withSubjectKey(args, request, "selfsigned");
  const issuer = request.subject;
  const certificate = {
    ...await base(call, target, { request, provider: "selfsigned" }),
    issuer,
    extensions,
  };
  return { certificate, key, digest: str(args, "selfsigned_digest") };
}

async function ownca(call: ModuleCall, target: Target, paths: Paths): Promise<Order> {
  const { args } = call;
  const source = keySource(paths.authorityKey, optionalStr(args, "ownca_privatekey_content"));
  if (source === undefined) {
    throw new ModuleFailure(
      "One of ownca_privatekey_path and ownca_privatekey_content must be specified for the ownca " +
        "provider.",
    );
  }
  requireVersion(args, "ownca_version");
  const request = await readRequest(args, target, paths.request);
  if (request === undefined) {
    throw new ModuleFailure("csr_path or csr_content is required for ownca provider");
  }
  const authority = await readAuthority(args, target, paths.authority);
  const passphrase = optionalStr(args, "ownca_privatekey_passphrase");
  const key = await signingKey(target, source, passphrase);
  if (!isSameBytes(authority.publicKey, key.key.info)) {
    throw new ModuleFailure("The CA private key does not belong to the CA certificate");
  }
  const own = await withSubjectKey(args, request, "ownca");
  const extensions = bool(args, "ownca_create_authority_key_identifier")
    ? [
      ...own.filter(({ oid }) => oid !== AUTHORITY_KEY_IDENTIFIER),
      await authorityKeyIdentifier(authority),
    ]
    : own;
  const issuer = authority.subject;
  const certificate = {
    ...await base(call, target, { request, provider: "ownca" }),
    issuer,
    extensions,
  };
  return { certificate, key, digest: str(args, "ownca_digest") };
}

function requireVersion(args: Dict, option: string): void {
  if (int(args, option) !== 3) throw new ModuleFailure("x509 version must be 3");
}

async function readText(target: Target, path: string, what: string): Promise<string> {
  const bytes = await target.get(path);
  if (bytes === undefined) throw new ModuleFailure(`The ${what} file ${path} does not exist`);
  return new TextDecoder().decode(bytes);
}

/** A request has to be signed with its own key. */
async function readRequest(
  args: Dict,
  target: Target,
  path: string | undefined,
): Promise<SigningRequest | undefined> {
  const given = optionalStr(args, "csr_content");
  if (given === undefined && path === undefined) return undefined;
  const text = given ?? await readText(target, path ?? "", "certificate signing request");
  const request = parseRequest(text);
  const [verified] = await target.probe({
    argv: ["openssl", "req", "-noout", "-verify"],
    stdin: text,
  });
  if (request !== undefined && verified?.exitCode === 0) return request;
  throw new ModuleFailure("The certificate signing request is malformed, or not signed by its key");
}

async function readAuthority(
  args: Dict,
  target: Target,
  path: string | undefined,
): Promise<Certificate> {
  const given = optionalStr(args, "ownca_content");
  if (given === undefined && path === undefined) {
    throw new ModuleFailure(
      "One of ownca_path and ownca_content must be specified for the ownca provider.",
    );
  }
  const text = given ?? await readText(target, path ?? "", "CA certificate");
  const authority = parseCertificate(text);
  if (authority !== undefined) return authority;
  throw new ModuleFailure(`Cannot read the CA certificate ${path ?? "of ownca_content"}`);
}

/** What both providers have in common. */
async function base(
  { args, clock }: ModuleCall,
  target: Target,
  { request: { subject, publicKey }, provider }: {
    readonly request: SigningRequest;
    readonly provider: "selfsigned" | "ownca";
  },
) {
  const now = clock.wallNow();
  const time = (name: string) => certificateTime(str(args, name), now, name);
  const [random] = await target.probe({ argv: ["head", "-c", "20", "/dev/urandom"] });
  const serial = Uint8Array.from(random?.stdoutBytes ?? []);
  if (serial.length < 20) throw new ModuleFailure("Cannot read random numbers on the target");
  // Positive, and without zeros in front.
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40;
  return {
    serial,
    subject,
    publicKey,
    notBefore: time(`${provider}_not_before`),
    notAfter: time(`${provider}_not_after`),
  };
}

async function withSubjectKey(
  args: Dict,
  { extensions, publicKey }: SigningRequest,
  provider: "selfsigned" | "ownca",
): Promise<readonly Extension[]> {
  const mode = str(args, `${provider}_create_subject_key_identifier`);
  const isGiven = extensions.some(({ oid }) => oid === SUBJECT_KEY_IDENTIFIER);
  if (mode === "never_create" || (mode === "create_if_not_provided" && isGiven)) return extensions;
  const value = der(0x04, await keyIdentifier(parsePublicKey(publicKey).bits));
  return [
    ...extensions.filter(({ oid }) => oid !== SUBJECT_KEY_IDENTIFIER),
    { oid: SUBJECT_KEY_IDENTIFIER, critical: false, value },
  ];
}

/** The authority's own identifier, or one made of its key. */
async function authorityKeyIdentifier(authority: Certificate): Promise<Extension> {
  const own = authority.extensions.find(({ oid }) => oid === SUBJECT_KEY_IDENTIFIER);
  const identifier = own === undefined
    ? await keyIdentifier(parsePublicKey(authority.publicKey).bits)
    : derElements(own.value)[0]?.content ?? new Uint8Array();
  const value = der(SEQUENCE, der(0x80, identifier));
  return { oid: AUTHORITY_KEY_IDENTIFIER, critical: false, value };
}

/** Times count only where `ignore_timestamps` is off. */
function isAsOrdered(
  { args }: ModuleCall,
  found: Certificate,
  { certificate: wanted }: Order,
): boolean {
  const isTimeRight = bool(args, "ignore_timestamps") ||
    (found.notBefore === wanted.notBefore && found.notAfter === wanted.notAfter);
  return isTimeRight && isSameBytes(found.issuer, wanted.issuer) &&
    isSameBytes(found.subject, wanted.subject) &&
    isSameBytes(found.publicKey, wanted.publicKey) &&
    areSameExtensions(found.extensions, wanted.extensions);
}

async function issue(target: Target, { certificate, key, digest }: Order): Promise<Uint8Array> {
  const info = certificateInfo(certificate, signatureAlgorithm(key.key, digest));
  return await signed(target, info, { key, digest });
}
