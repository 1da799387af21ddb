import { deepEqual, equal, match } from "node:assert/strict";
import { dict, type Value } from "../../../lib/base/value.ts";
import { isInstalled } from "../../connections/testing/needs.ts";
import { openLocalTarget } from "../testing/local_target.ts";
import { type Module, runModule } from "../testing/run_module.ts";
import { opensslCsr } from "./openssl_csr.ts";
import csrSpec from "./openssl_csr.json" with { type: "json" };
import { opensslPrivatekey } from "./openssl_privatekey.ts";
import keySpec from "./openssl_privatekey.json" with { type: "json" };
import { x509Certificate } from "./x509_certificate.ts";
import certificateSpec from "./x509_certificate.json" with { type: "json" };

type Args = Record<string, Value>;

/** A folder with three modules that work in it. */
async function inFolder(test: (bench: Bench) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  const run = (module: Module, spec: unknown) => async (args: Args, checkMode = false) => {
    await using target = await openLocalTarget({ checkMode });
    return await runModule({ run: module, spec, args, target, checkMode });
  };
  try {
    await test({
      folder,
      key: run(opensslPrivatekey, keySpec),
      request: run(opensslCsr, csrSpec),
      certificate: run(x509Certificate, certificateSpec),
    });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

type Runner = (args: Args, checkMode?: boolean) => ReturnType<typeof runModule>;

interface Bench {
  readonly folder: string;
  readonly key: Runner;
  readonly request: Runner;
  readonly certificate: Runner;
}

async function openssl(...args: readonly string[]): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command("openssl", { args: [...args] })
    .output();
  const text = new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr);
  return success ? text : `failed: ${text}`;
}

const needsOpenssl = { ignore: !isInstalled("openssl") };

Deno.test({
  name: "opensslPrivatekey() makes keys of all kinds and leaves right ones (needs openssl)",
  ...needsOpenssl,
  fn: () =>
    inFolder(async ({ folder, key }) => {
      const path = `${folder}/key`;
      const kinds: readonly Args[] = [
        { size: 2048 },
        { type: "ECC", curve: "secp256r1" },
        { type: "ECC", curve: "secp256r1", passphrase: "geheim", cipher: "auto" },
        { type: "Ed25519" },
        { type: "X448" },
      ];
      for (const args of kinds) {
        const check = await key({ path, ...args }, true);
        equal(check.changed, true);
        equal((await key({ path, ...args })).changed, true, JSON.stringify(args));
        equal(((await Deno.stat(path)).mode ?? 0) & 0o777, 0o600);
        const again = await key({ path, ...args });
        equal(again.changed, false, JSON.stringify(args));
        equal(again.result["fingerprint"] instanceof Map && again.result["fingerprint"].size, 14);
      }
      const removed = await key({ path, state: "absent", backup: true });
      deepEqual([removed.changed, removed.result["fingerprint"]], [true, null]);
      match(String(removed.result["backup_file"]), /^.*\/key\.\d+\./);
      equal((await key({ path, state: "absent" })).changed, false);
    }),
});

Deno.test({
  name: "opensslPrivatekey() replaces keys as regenerate says (needs openssl)",
  ...needsOpenssl,
  fn: () =>
    inFolder(async ({ folder, key }) => {
      const path = `${folder}/key`;
      await key({ path, type: "ECC", curve: "secp256r1" });
      const before = await Deno.readTextFile(path);
      match(before, /^-----BEGIN EC PRIVATE KEY-----/);
      const other = { path, type: "ECC", curve: "secp384r1" };
      match((await key({ ...other, regenerate: "fail" })).msg ?? "", /^Key has wrong type and/);
      equal((await key({ ...other, regenerate: "never" })).changed, false);
      const own = { path, type: "ECC", curve: "secp256r1" };
      const secret = { ...own, passphrase: "x", cipher: "auto", regenerate: "partial_idempotence" };
      match((await key(secret)).msg ?? "", /^Unable to read the key\./);
      const pkcs8 = { ...own, format: "pkcs8" };
      match((await key({ ...pkcs8, regenerate: "fail" })).msg ?? "", /^Key has wrong format\./);
      const print = (await key(own)).result["fingerprint"];
      const converted = await key({ ...pkcs8, format_mismatch: "convert" });
      deepEqual([converted.changed, converted.result["fingerprint"]], [true, print]);
      match(await Deno.readTextFile(path), /^-----BEGIN PRIVATE KEY-----/);
      equal((await key({ ...own, regenerate: "always" }, true)).changed, true);
      deepEqual((await key(own)).result["fingerprint"], print);
    }),
});

Deno.test({
  name: "opensslCsr() and x509Certificate() make what openssl verifies (needs openssl)",
  ...needsOpenssl,
  fn: () =>
    inFolder(async ({ folder, key, request, certificate }) => {
      const at = (name: string) => `${folder}/${name}`;
      await key({
        path: at("ca.key"),
        type: "ECC",
        curve: "secp384r1",
        passphrase: "p q",
        cipher: "auto",
      });
      await key({ path: at("www.key"), type: "Ed25519" });
      const ca = {
        path: at("ca.csr"),
        privatekey_path: at("ca.key"),
        privatekey_passphrase: "p q",
        common_name: "Own CA",
        use_common_name_for_san: false,
        basic_constraints: "CA:TRUE",
        basic_constraints_critical: true,
        key_usage: ["keyCertSign", "cRLSign"],
      };
      equal((await request(ca, true)).changed, true);
      equal((await request(ca)).changed, true);
      equal((await request(ca)).changed, false);
      equal((await request({ ...ca, key_usage: "keyCertSign" }, true)).changed, true);
      const root = {
        path: at("ca.crt"),
        provider: "selfsigned",
        csr_path: at("ca.csr"),
        privatekey_path: at("ca.key"),
        privatekey_passphrase: "p q",
      };
      equal((await certificate(root)).changed, true);
      equal((await certificate(root)).changed, false);
      equal(
        (await certificate(
          { ...root, ignore_timestamps: false, selfsigned_not_after: "+1d" },
          true,
        )).changed,
        true,
      );
      const www = {
        path: at("www.csr"),
        privatekey_path: at("www.key"),
        common_name: "www.example.org",
        organization_name: "Ö & Söhne",
        extended_key_usage: "serverAuth",
      };
      deepEqual((await request(www)).result["subjectAltName"], ["DNS:www.example.org"]);
      const leaf = {
        path: at("www.crt"),
        provider: "ownca",
        csr_path: at("www.csr"),
        ownca_path: at("ca.crt"),
        ownca_privatekey_path: at("ca.key"),
        ownca_privatekey_passphrase: "p q",
        ownca_not_after: "+2w",
      };
      equal((await certificate(leaf)).changed, true);
      const again = await certificate(leaf);
      equal(again.changed, false);
      equal(
        await openssl("verify", "-CAfile", at("ca.crt"), at("www.crt")),
        `${at("www.crt")}: OK\n`,
      );
      match(await openssl("req", "-in", at("www.csr"), "-noout", "-verify"), /verify OK/);
      const serial = String(again.result["serial_number"]);
      const shown = (await openssl("x509", "-in", at("www.crt"), "-noout", "-serial")).trim();
      equal(BigInt(serial), BigInt(`0x${shown.split("=")[1]}`));
      equal((await certificate({ path: at("www.crt"), state: "absent" })).changed, true);
    }),
});

Deno.test({
  name: "x509Certificate() refuses what does not belong together (needs openssl)",
  ...needsOpenssl,
  fn: () =>
    inFolder(async ({ folder, key, request, certificate }) => {
      const at = (name: string) => `${folder}/${name}`;
      for (const name of ["a", "b"]) await key({ path: at(name), type: "Ed25519" });
      await request({ path: at("a.csr"), privatekey_path: at("a"), common_name: "a" });
      const wrong = {
        path: at("x"),
        provider: "selfsigned",
        csr_path: at("a.csr"),
        privatekey_path: at("b"),
      };
      equal((await certificate(wrong)).msg, "The CSR is not for the private key");
      const bytes = await Deno.readTextFile(at("a.csr"));
      const forged = bytes.replace(/\n(.{10})(.)/, (_, start, char) =>
        `\n${start}${char === "A" ? "B" : "A"}`);
      const fake = { ...wrong, privatekey_path: at("a"), csr_path: undefined, csr_content: forged };
      const { csr_path: _, ...args } = fake;
      match((await certificate(args)).msg ?? "", /^The certificate signing request is malformed/);
      match(
        (await certificate({ ...wrong, provider: "acme" })).msg ?? "",
        /only ownca and selfsigned/,
      );
      const missing = await certificate({ ...wrong, csr_path: at("none") });
      equal(missing.msg, `The certificate signing request file ${at("none")} does not exist`);
    }),
});

Deno.test({
  name: "opensslCsr() and x509Certificate() sign by a key that is a text (needs openssl)",
  ...needsOpenssl,
  fn: () =>
    inFolder(async ({ folder, key, request, certificate }) => {
      const at = (name: string) => `${folder}/${name}`;
      for (const kind of [{ size: 2048 }, { type: "Ed25519" }]) {
        await key({ path: at("key"), force: true, ...kind });
        const privatekey_content = await Deno.readTextFile(at("key"));
        await Deno.remove(at("key"));
        const csr = { path: at("csr"), privatekey_content, common_name: "a", force: true };
        equal((await request(csr)).msg, undefined);
        match(await openssl("req", "-in", at("csr"), "-noout", "-verify"), /verify OK/);
        equal((await request({ ...csr, force: false })).changed, false);
        const made = await certificate({
          ...{ path: at("crt"), privatekey_content, csr_path: at("csr"), force: true },
          provider: "selfsigned",
        });
        equal(made.msg, undefined);
        const verified = await openssl("verify", "-CAfile", at("crt"), at("crt"));
        match(verified, /crt: OK/);
      }
      const wrong = { path: at("csr"), privatekey_content: "none", common_name: "b" };
      equal((await request(wrong)).msg, "Wrong passphrase provided for private key");
      const nowhere = { path: at("csr"), privatekey_path: at("none"), common_name: "b" };
      equal(
        (await request(nowhere)).msg,
        `[Errno 2] No such file or directory: '${at("none")}'`,
      );
    }),
});

Deno.test({
  name: "opensslCsr() tells of lists of revoked certificates and of issuers (needs openssl)",
  ...needsOpenssl,
  fn: () =>
    inFolder(async ({ folder, key, request }) => {
      const at = (name: string) => `${folder}/${name}`;
      await key({ path: at("key"), size: 2048 });
      const args = {
        ...{ path: at("csr"), privatekey_path: at("key"), common_name: "a" },
        crl_distribution_points: [
          dict({
            full_name: ["URI:https://x/crl"],
            crl_issuer: ["dirName:CN=i,O=o"],
            reasons: ["key_compromise", "certificate_hold"],
          }),
          dict({ relative_name: ["CN=list"], crl_issuer: ["dirName:/CN=ca"] }),
        ],
        authority_cert_issuer: ["DNS:ca"],
        authority_cert_serial_number: 123456,
        subject_alt_name: ["RID:1.2.3.4", "DNS:z"],
      };
      equal((await request(args)).msg, undefined);
      equal((await request(args)).changed, false);
      const text = await openssl("req", "-in", at("csr"), "-noout", "-text");
      for (
        const part of [
          /Full Name:\s+URI:https:\/\/x\/crl/,
          /Reasons:\s+Key Compromise, Certificate Hold/,
          /CRL Issuer:\s+DirName:\s*O = o, CN = i/,
          /Relative Name:\s+CN = list/,
          /DNS:ca\s+serial:01:E2:40/,
          /Registered ID:1\.2\.3\.4, DNS:z/,
        ]
      ) match(text, part);
    }),
});
