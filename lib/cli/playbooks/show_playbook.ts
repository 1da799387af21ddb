import { type Diagnostic, DiagnosticError } from "../../base/diagnostic.ts";
import { absolutePath, folderOf } from "../../base/posix_path.ts";
import { showPlaybook as showText } from "../../engine/playbook/show.ts";
import { parsePlaybook } from "../../plugin/client.ts";
import type { App } from "../app.ts";
import { CommandError } from "../command_error.ts";
import { EXIT } from "../exit_code.ts";
import { openPlugins } from "../plugins/open_plugins.ts";

/** What `shep playbook show` was asked for. */
export interface ShowArguments {
  readonly file: string;
  readonly format: "text" | "json";
  readonly pluginFolders: readonly string[];
  readonly pluginTransports: readonly string[];
}

/** @returns The exit code of `shep playbook show`. */
export async function showPlaybook(app: App, options: ShowArguments): Promise<number> {
  const { file } = options;
  const { files, environment } = app.system;
  const content = files.status(file)?.kind === "file" ? files.read(file) : undefined;
  if (content === undefined) throw new CommandError(`the playbook: ${file} could not be found`);
  await using plugins = await openPlugins(app, {
    folders: options.pluginFolders,
    transports: options.pluginTransports,
    verbosity: 0,
    project: [folderOf(absolutePath(file, environment.workingFolder()))],
  });
  const { playbook, warnings, error, diagnostics } = await parsePlaybook(plugins.manager, {
    filePath: file,
    content,
  });
  for (const warning of warnings) app.warn(warning);
  if (playbook === undefined || error !== undefined) throw unreadable(file, error, diagnostics);
  app.report(diagnostics);
  app.out(
    options.format === "json" ? `${JSON.stringify(playbook, null, 2)}\n` : showText(playbook, file),
  );
  return EXIT.ok;
}

function unreadable(file: string, error: string | undefined, diagnostics: readonly Diagnostic[]) {
  if (diagnostics.length > 0) return new DiagnosticError(diagnostics);
  const why = error ?? "it is no playbook";
  return new CommandError(`Cannot read ${file}: ${why}`, { exitCode: EXIT.unreadable });
}
