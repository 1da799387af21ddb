/** Where Debian has the server. */
export const SSHD = "/usr/sbin/sshd";

/** Why no test server can run here, or `undefined` if one can. */
export const sshdReason: string | undefined = reasonAgainst();

/** Why no server with users of its own can run here, or `undefined` if one can. */
export const namespaceReason: string | undefined = sshdReason ?? namespaces();

/**
 * @returns The name and the switch of a test that needs what `reason` says is missing; spread it:
 * `Deno.test({ ...needs("ssh does X", sshdReason), fn })`.
 */
export function needs(
  name: string,
  reason: string | undefined,
): { readonly name: string; readonly ignore: boolean } {
  const isMissing = reason !== undefined;
  return { name: isMissing ? `${name} (skipped: ${reason})` : name, ignore: isMissing };
}

function reasonAgainst(): string | undefined {
  if (!isInstalled("ssh") || !isInstalled("ssh-keygen")) return "needs openssh-client";
  if (!isFile(SSHD)) return "needs openssh-server";
  return mayLogIn() ? undefined : "needs a user with a shell";
}

/** Whether the user who runs the tests has a shell, or is not in the list of users. */
function mayLogIn(): boolean {
  const users = Deno.readTextFileSync("/etc/passwd").split("\n").map((line) => line.split(":"));
  const shell = users.find((fields) => fields[2] === String(Deno.uid()))?.[6] ?? "";
  return !/\/(?:nologin|false)$/.test(shell);
}

function namespaces(): string | undefined {
  if (!isRoot()) return "needs root";
  return succeeds("unshare", "-m", "mount", "--make-rprivate", "/")
    ? undefined
    : "needs mount namespaces";
}

/** Whether PATH has a program. */
export function isInstalled(program: string): boolean {
  return (Deno.env.get("PATH") ?? "").split(":").some((folder) => isFile(`${folder}/${program}`));
}

function isFile(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}

/** Whether root runs the tests. */
export function isRoot(): boolean {
  return Deno.uid() === 0;
}

/** Whether a program ends with exit code 0. */
export function succeeds(program: string, ...args: readonly string[]): boolean {
  try {
    return new Deno.Command(program, { args: [...args], stdout: "null", stderr: "null" })
      .outputSync().success;
  } catch {
    return false;
  }
}
