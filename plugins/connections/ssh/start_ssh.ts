import type { ConnectRequest } from "../../../lib/plugin/sdk.ts";
import { LoginError, type Prompt } from "../login.ts";
import { randomToken } from "../random_token.ts";
import { Settings } from "../settings.ts";
import { shellCommand } from "../shell_command.ts";
import type { ShellStart } from "../shell_connection.ts";
import { explainSsh, INCORRECT_JUMP_PASSWORD, INCORRECT_PASSWORD } from "./explain_ssh.ts";

/**
 * What starts a shell on another computer: OpenSSH's client, with all that its user has set up for it.
 * Arguments come in Ansible's order, for ssh obeys the first of several that contradict each other.
 *
 * @throws {RangeError} If a setting cannot be obeyed.
 */
export function startSsh(request: ConnectRequest): ShellStart {
  const settings = new Settings(request);
  // As Ansible: what PATH there is on a target is not sure.
  const { argv, prompts } = shellCommand(request, "/bin/sh");
  const answering = answeringOf(settings);
  return {
    argv: [
      programOf(settings),
      "-T",
      ...optionsOf(request, settings),
      "--",
      request.address,
      // The login shell may be any: it only has to become the one that is wanted.
      `exec ${argv.map(quoteForAny).join(" ")}`,
    ],
    prompts: [...answering.prompts, ...prompts],
    env: answering.env,
    // ssh gives up a connection in time by itself. The login takes as long as a busy host takes.
    timeoutMs: 6 * request.timeoutMs,
    noise: DEBUG,
    explain: (ending) => explainSsh(ending, { ...request, token: answering.token }),
  };
}

/** What `ssh -v` says, also in the middle of a question, and with the question in it. */
const DEBUG = /debug[123]: [^\n]*\n/g;

/** As one word of a shell of any kind: in fish a backslash means something between quotes, too. */
function quoteForAny(text: string): string {
  return `'${text.replace(/['\\]/g, (char) => `'\\${char}'`)}'`;
}

/** The sandbox has `ssh` alone, whichever is first in PATH. */
function programOf(settings: Settings): string {
  return settings.text("ansible_ssh_executable") ?? "ssh";
}

function optionsOf(request: ConnectRequest, settings: Settings): readonly string[] {
  const { port, user, timeoutMs } = request;
  const key = settings.text("ansible_ssh_private_key_file", "ansible_private_key_file");
  const isChecking = settings.flag("ansible_ssh_host_key_checking", "ansible_host_key_checking");
  const options = [
    ...(isChecking === false ? ["StrictHostKeyChecking=no"] : []),
    ...(port === undefined ? [] : [`Port=${port}`]),
    ...(key === undefined ? [] : [`IdentityFile="${key}"`]),
    ...authenticationOf(settings),
    ...(user === undefined ? [] : [`User="${user}"`]),
    `ConnectTimeout=${Math.ceil(timeoutMs / 1000)}`,
  ];
  const last = [
    ...(settings.flag("shep_fast_kex") ? [FAST_KEX] : []),
    ...KEEP_ALIVE,
  ];
  return [
    ...settings.words("ansible_ssh_args"),
    ...asOptions(options),
    ...settings.words("ansible_ssh_common_args"),
    ...settings.words("ansible_ssh_extra_args"),
    ...asOptions(last),
  ];
}

/** As Ansible: without a password nothing is tried that would ask for one. */
function authenticationOf(settings: Settings): readonly string[] {
  const pkcs11 = settings.text("ansible_ssh_pkcs11_provider");
  // A password is one of the card then.
  if (pkcs11 !== undefined) return [...withoutPassword("publickey"), `PKCS11Provider=${pkcs11}`];
  return passwordIn(settings) === undefined
    ? withoutPassword("gssapi-with-mic,gssapi-keyex,hostbased,publickey")
    : ["NumberOfPasswordPrompts=1"];
}

function withoutPassword(methods: string): readonly string[] {
  return [
    "KbdInteractiveAuthentication=no",
    `PreferredAuthentications=${methods}`,
    "PasswordAuthentication=no",
  ];
}

function passwordIn(settings: Settings): string | undefined {
  return settings.text("ansible_ssh_password", "ansible_ssh_pass", "ansible_password");
}

/** A target that does not answer for 45 seconds is gone. */
const KEEP_ALIVE = ["ServerAliveInterval=15", "ServerAliveCountMax=3"];

/** An eighth of the work, but a recording could be read by the quantum computers of the future. */
const FAST_KEX = "KexAlgorithms=^curve25519-sha256,curve25519-sha256@libssh.org";

function asOptions(options: readonly string[]): readonly string[] {
  return options.flatMap((option) => ["-o", option]);
}

/** How ssh gets passwords. */
interface Answering {
  /** Says that the target's password is asked for, if there is one. */
  readonly token?: string;
  readonly prompts: readonly Prompt[];
  readonly env: Readonly<Record<string, string>>;
}

/**
 * ssh takes no password from its arguments, environment or input, but from a program that it starts:
 * one that says a word which nobody can guess on stderr, and hands on what then comes on the
 * stdin it shares with ssh. The password is in no file, no argument and no environment. The way to a
 * jump host is an ssh of its own, which asks the same program with another word.
 *
 * @throws {RangeError} If there is no such program.
 */
function answeringOf(settings: Settings): Answering {
  const password = passwordIn(settings);
  const jumpPassword = settings.text("shep_jump_password");
  if (password === undefined && jumpPassword === undefined) return { prompts: [], env: {} };
  const program = settings.text("shep_ssh_askpass");
  if (program === undefined) throw new RangeError("Cannot give ssh a password: no program to ask");
  const [token, jumpToken] = [randomToken(), randomToken()];
  return {
    ...(password !== undefined && { token }),
    prompts: [
      ...promptOf(token, password, INCORRECT_PASSWORD),
      ...promptOf(jumpToken, jumpPassword, INCORRECT_JUMP_PASSWORD),
    ],
    env: {
      SSH_ASKPASS: program,
      SSH_ASKPASS_REQUIRE: "force",
      // Without it versions before 8.4 would not ask.
      DISPLAY: "shep",
      SHEP_ASKPASS: password === undefined ? "" : token,
      // By its parent it knows the ssh that is started here from those which that starts.
      SHEP_ASKPASS_PARENT: String(Deno.pid),
      SHEP_ASKPASS_JUMP: jumpPassword === undefined ? "" : jumpToken,
    },
  };
}

function promptOf(token: string, answer: string | undefined, refused: string): readonly Prompt[] {
  if (answer === undefined) return [];
  const refusal = new LoginError("authentication", refused);
  return [{ pattern: new RegExp(token), answer, refusal }];
}
