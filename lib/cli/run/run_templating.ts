import { AnsibleTemplating } from "../../engine/executor/ansible_templating.ts";
import type { EnvironmentOptions } from "../../engine/template/environment.ts";
import { FilterError, UnknownLookupError } from "../../engine/template/errors.ts";
import type { LookupContext } from "../../engine/template/lookups/lookup.ts";
import { findLookup } from "../../engine/template/lookups/registry.ts";
import type { ForeignPlugins, LookupRequest } from "../../engine/template/ports.ts";
import type { Scope } from "../../engine/template/scope.ts";
import { noteDerived, type Secrets } from "../../engine/template/secrets.ts";
import { toText } from "../../engine/template/text.ts";
import type { App } from "../app.ts";
import type { Dict, Value } from "../../base/value.ts";
import { valueToJson } from "../../base/value_json.ts";
import { writePrivateFile } from "../../system/write_private_file.ts";
import { openConfig } from "../config/open_config.ts";
import { settingNames } from "../config/settings.ts";
import type { LoadedModule } from "../loaded_modules.ts";
import { fetchNow } from "./fetch_now.ts";
import { folderOf } from "../../base/posix_path.ts";
import { templateVars } from "../../engine/executor/template_vars.ts";
import { LayeredScope } from "../../engine/template/scope.ts";
import { runShell } from "./run_shell.ts";
import type { RunVault } from "../vault/open_vault.ts";

/** What templates of a run need beside the system. */
export interface RunTemplatingOptions {
  readonly vault: RunVault;
  /** Learns what templates make of secrets. */
  readonly secrets?: Secrets;
  /** Whether templates keep the types of their results: Ansible's `jinja2_native`. */
  readonly native?: boolean;
  /** Whether, besides, texts stay texts. */
  readonly keepsTexts?: boolean;
  /** Plugins of projects and collections. */
  readonly foreign?: ForeignPlugins;
  /** What templates say of who manages their files. */
  readonly managed?: string | undefined;
  /** What conditions may be. */
  readonly conditionals?: "any" | "boolean";
  /** @returns The hosts that a pattern matches. */
  readonly hosts: (pattern: string) => readonly string[];
  readonly warn: (message: string) => void;
}

/** @returns Templates with all lookups and the controller's time, files and variables. */
export function runTemplating(app: App, options: RunTemplatingOptions): AnsibleTemplating {
  const { clock, random, files } = app.system;
  const variables = new Map(Object.entries(app.system.environment.variables()));
  const base: Omit<EnvironmentOptions, "loader" | "lookup"> = {
    clock,
    limits: { clock },
    random,
    files,
    variables,
    timeZone: Temporal.Now.timeZoneId(),
    warn: options.warn,
    ...(options.secrets === undefined ? {} : { secrets: options.secrets }),
    ...(options.native === undefined ? {} : { native: options.native }),
    ...(options.keepsTexts === undefined ? {} : { keepsTexts: options.keepsTexts }),
    ...(options.foreign === undefined ? {} : { foreign: options.foreign }),
    ...(options.conditionals === undefined ? {} : { conditionals: options.conditionals }),
  };
  const context: LookupContext = {
    files,
    environment: variables,
    hosts: options.hosts,
    below: (limit) => random.below(limit),
    shell: (command) => runShell(command, app.system.environment.workingFolder()),
    decrypt: options.vault.decryptFile,
    render: renderFile,
    writeSecret: writePrivateFile,
    fetch: (request) => fetchNow(request, workerOf(app)),
    setting: (name) => settingValue(app, name),
    warn: options.warn,
  };
  const { decryptText } = options.vault;
  const templating: AnsibleTemplating = new AnsibleTemplating({
    environment: base,
    files,
    lookup: (request) => lookUp(request, { context, options, templating }),
    decrypt: decryptText,
  });
  function renderFile(path: string, scope: Scope, syntax: Dict): string {
    const content = files.read(path);
    if (content === undefined) {
      throw new FilterError(`Cannot render ${path}: there is no such file`);
    }
    const text = new TextDecoder().decode(options.vault.decryptFile(content, path));
    const now = clock.wallNow();
    const own = templateVars({
      path,
      source: path,
      host: Deno.hostname(),
      user: app.system.environment.userName(),
      now,
      modifiedAt: files.status(path)?.modifiedAt ?? now,
      timeZone: Temporal.Now.timeZoneId(),
      managed: options.managed ?? "",
    });
    const searchPath = [folderOf(path)];
    return templating.file(
      { path, text, options: valueToJson(syntax), searchPath },
      new LayeredScope(own, scope),
    );
  }
  return templating;
}

/** A lookup of the project wins over one of ours, which wins over one of a collection. */
function lookUp(request: LookupRequest, { context, options, templating }: {
  readonly context: LookupContext;
  readonly options: RunTemplatingOptions;
  readonly templating: AnsibleTemplating;
}): readonly Value[] {
  const { name } = request;
  const { foreign, secrets } = options;
  const overriding = foreign?.overridingLookup(name);
  const own = overriding === undefined ? findLookup(name) : undefined;
  if (own !== undefined) {
    const found = own(request, context);
    if (SECRET_LOOKUPS.has(name.replace(/^.*\./, ""))) {
      for (const item of found) secrets?.add(toText(item));
    }
    return found;
  }
  const other = overriding ?? foreign?.lookup(name);
  if (other === undefined) throw new UnknownLookupError(name);
  const found = [...other(request, templating.environment)];
  const inputs = [...request.terms, ...request.options.values()];
  if (secrets !== undefined) noteDerived(secrets, inputs, found);
  return found;
}

const URL_WORKER: LoadedModule = "lib/cli/run/url_worker.ts";

/** Sources lie beside the start as they are, bundles with another ending. */
function workerOf({ start }: App): URL {
  const path = start.pathname.endsWith(".js") ? URL_WORKER.replace(/ts$/, "js") : URL_WORKER;
  return new URL(path, start);
}

function settingValue(app: App, name: string): Value | undefined {
  const known = settingNames().find((known) => known === name);
  if (known === undefined) return undefined;
  const { value } = openConfig(app).configured(known);
  return typeof value === "object" && value !== null ? [...value] : value;
}

/** Lookups whose results are not to be shown. */
const SECRET_LOOKUPS: ReadonlySet<string> = new Set(["password", "unvault"]);
