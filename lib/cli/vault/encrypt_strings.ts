import type { App } from "../app.ts";
import { CommandError } from "../command_error.ts";
import { openConfig } from "../config/open_config.ts";
import { EXIT } from "../exit_code.ts";
import { commandSecrets, encryptingSecret } from "./command_secrets.ts";
import { tellPerson, writeContent } from "./vault_content.ts";
import { vaultWith } from "./open_vault.ts";
import type { VaultArguments } from "./vault_options.ts";

/** What `shep vault encrypt-string` was asked for. */
export interface EncryptStringsArguments extends VaultArguments {
  readonly strings: readonly string[];
  readonly names: readonly string[];
  readonly stdinName?: string | undefined;
  readonly prompt: boolean;
  readonly showInput: boolean;
  readonly output?: string | undefined;
  readonly encryptVaultId?: string | undefined;
}

/** @returns The exit code of `shep vault encrypt-string`. */
export async function encryptStrings(
  app: App,
  given: EncryptStringsArguments,
): Promise<number> {
  const config = openConfig(app);
  const texts = given.strings.filter((text) => text !== "-");
  const readsStdin = given.strings.includes("-") || given.stdinName !== undefined ||
    (texts.length === 0 && !given.prompt);
  if (given.prompt && readsStdin) {
    throw refused("The --prompt option is not supported if also reading input from stdin");
  }
  const secrets = await commandSecrets(app, given, { config, asks: "twice" });
  const label = given.encryptVaultId ?? config.text("DEFAULT_VAULT_ENCRYPT_IDENTITY");
  const secret = encryptingSecret(secrets, label);
  const plain = [
    ...given.prompt ? [asked(app, given)] : [],
    ...readsStdin ? [fromStdin(app, given)] : [],
    ...named(app, texts, given),
  ];
  const vault = vaultWith(secrets, config);
  const parts = plain.map(({ name, content }) =>
    asYaml(name, vault.seal(content, { secret, salt: app.system.random.bytes(32) }))
  );
  if (parts.length > 1) {
    plain.forEach(({ name, from }, index) => app.err(`${comment(name, index + 1, from)}\n`));
  }
  writeContent(app, new TextEncoder().encode(parts.join("")), {
    path: given.output ?? "-",
    replacement: { mode: 0o600, oldContent: "left" },
  });
  tellPerson(app, "Encryption successful");
  return EXIT.ok;
}

/** A text to encrypt. */
interface Plain {
  readonly name: string | undefined;
  readonly content: Uint8Array;
  readonly from: string;
}

function asked(app: App, { names, showInput }: EncryptStringsArguments): Plain {
  const { terminal } = app.system;
  const name = names[0] ?? terminal.ask("Variable name (enter for no name): ");
  const answer = showInput
    ? terminal.ask("String to encrypt: ")
    : terminal.ask("String to encrypt (hidden): ", { echo: "off" });
  if (answer === undefined || answer === "") {
    throw refused("The plaintext provided from the prompt was empty, not encrypting");
  }
  const content = new TextEncoder().encode(answer);
  return { name: name || undefined, content, from: "the interactive prompt" };
}

function fromStdin(app: App, { stdinName }: EncryptStringsArguments): Plain {
  if (app.system.terminal.isTerminal("stdin")) {
    app.err(
      "Reading plaintext input from stdin. " +
        "(ctrl-d to end input, twice if your content does not already have a newline)\n",
    );
  }
  const content = app.system.terminal.readAll();
  if (content.length === 0) throw refused("stdin was empty, not encrypting");
  return { name: stdinName, content, from: "stdin" };
}

function named(
  app: App,
  texts: readonly string[],
  { names, prompt }: EncryptStringsArguments,
): readonly Plain[] {
  const left = prompt ? names.slice(1) : names;
  if (left.length > 0 && left.length !== texts.length) {
    app.err(
      "The number of --name options do not match the number of args.\n" +
        `The last named variable will be "${left.at(-1)}". The rest will not have names.\n`,
    );
  }
  return texts.map((text, index) => {
    if (text === "") {
      throw refused("The plaintext provided from the command line args was empty, not encrypting");
    }
    const content = new TextEncoder().encode(text);
    return { name: left[index], content, from: "the command line args" };
  });
}

/** A vault as a value in YAML, indented as Ansible does. */
function asYaml(name: string | undefined, vault: string): string {
  const lines = vault.trimEnd().split("\n").map((line) => `          ${line}\n`);
  return `${name === undefined ? "" : `${name}: `}!vault |\n${lines.join("")}`;
}

function comment(name: string | undefined, number: number, from: string): string {
  return name === undefined
    ? `# The encrypted version of the string #${number} from ${from}.)`
    : `# The encrypted version of variable ("${name}", the string #${number} from ${from}).`;
}

function refused(message: string): CommandError {
  return new CommandError(message, { exitCode: EXIT.options });
}
