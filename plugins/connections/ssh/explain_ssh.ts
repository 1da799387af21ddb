import type { ConnectRequest } from "../../../lib/plugin/sdk.ts";
import { type Ending, LoginError } from "../login.ts";

/** What ssh was to reach; `token` stands for the password, if there is one. */
export interface Target extends Pick<ConnectRequest, "address" | "port" | "user"> {
  readonly token?: string | undefined;
}

/** As Ansible, which has it from sshpass. */
export const INCORRECT_PASSWORD =
  "Invalid/incorrect password: Permission denied, please try again.";

export const INCORRECT_JUMP_PASSWORD =
  "Failed to connect to the host via ssh: a jump host refuses shep_jump_password";

/**
 * @returns What ssh's own end means, in Ansible's words and with what can be done; `undefined` if it
 * was not ssh that failed but what it had started.
 */
export function explainSsh(
  { phase, how, said }: Ending,
  { address, port, user, token }: Target,
): LoginError | undefined {
  if (how !== "exit code 255") return undefined;
  const isNoise = (line: string) => NOISE.test(line) || line === token;
  const text = said.split("\n").filter((line) => !isNoise(line)).join("\n").trim();
  const isTargets = /Permission denied/.test(text) && !JUMP_DENIED.test(text);
  if (phase === "login" && token !== undefined && isTargets) {
    return new LoginError("authentication", INCORRECT_PASSWORD);
  }
  const cause = CAUSES.find(({ pattern }) => pattern.test(text));
  const place = { address, port: port ?? 22, user: user ?? "the user" };
  const hint = cause?.hint(place);
  const message = phase === "login"
    ? `Failed to connect to the host via ssh: ${text || "ssh ended without a word"}`
    : `Lost the host in the middle of a command: ${text || "its shell was ended"}`;
  const failure = cause?.failure ?? "unreachable";
  return new LoginError(failure, hint === undefined ? message : `${message} (${hint})`);
}

/** What ssh says when nothing is wrong. */
const NOISE = /^(Warning: Permanently added|debug[123]:|\*\* )/;

/** A proxy that ends leaves ssh without a name for what it was connected to. */
const JUMP_FAILED = /UNKNOWN port 65535/;
const JUMP_DENIED = /Permission denied[^]*UNKNOWN port 65535/;

interface Place {
  readonly address: string;
  readonly port: number;
  readonly user: string;
}

interface Cause {
  readonly pattern: RegExp;
  readonly failure?: "authentication";
  readonly hint: (place: Place) => string;
}

/** The first one that matches counts. */
const CAUSES: readonly Cause[] = [
  {
    pattern: /REMOTE HOST IDENTIFICATION HAS CHANGED/,
    hint: ({ address, port }) => {
      const name = port === 22 ? address : `[${address}]:${port}`;
      return `it is not the host that was known under this name: if that is as it should be, ` +
        `ssh-keygen -R '${name}'`;
    },
  },
  {
    pattern: /Host key verification failed/,
    hint: ({ address, port }) =>
      `its key is not known: compare and add it with ssh -p ${port} ${address}, or set ` +
      `host_key_checking to false`,
  },
  {
    pattern: JUMP_DENIED,
    failure: "authentication",
    hint: () =>
      "a jump host does not let you in: look at its user and key in ssh's configuration, and at " +
      "shep_jump_password",
  },
  {
    pattern: JUMP_FAILED,
    hint: () => "it was a jump host: look at the way to it in ssh's configuration and arguments",
  },
  {
    pattern: /Permission denied|Too many authentication failures/,
    failure: "authentication",
    hint: ({ user }) =>
      `it does not let ${user} in: look at ansible_user, the key and the password`,
  },
  {
    pattern: /Could not resolve hostname/,
    hint: () => "there is no such name: set ansible_host to its address",
  },
  {
    pattern: /Connection refused/,
    hint: ({ port }) => `nobody listens at port ${port}: look at ansible_port, and at sshd`,
  },
  {
    pattern: /No route to host|Network is unreachable/,
    hint: () => "there is no way to it: look at the network and at ansible_host",
  },
  {
    pattern: /timed out during banner exchange|Connection timed out|Operation timed out/,
    hint: () => "it does not answer: look at its firewall, or give it more time with --timeout",
  },
  {
    pattern: /Timeout, server .* not responding/,
    hint: () => "the connection was lost: it has not answered for some time",
  },
  {
    pattern: /client_loop|Connection reset|Broken pipe|closed by remote host|Connection closed/,
    hint: () => "the connection was lost: the host has closed it or is gone",
  },
];
