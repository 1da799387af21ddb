import { dict } from "../../../lib/base/value.ts";
import {
  bool,
  type ModuleCall,
  ModuleFailure,
  type ModuleResult,
  optionalDict,
  optionalStr,
  str,
  type Target,
  type Value,
} from "../../../lib/plugin/sdk.ts";
import { backupCommand, backupPath } from "../shared/backup.ts";
import { expandPath } from "../shared/expand_paths.ts";
import { asOperand, parseStats, statTargetCommand } from "../shared/file_stat.ts";
import { changeXml } from "./change_xml.ts";
import { comparable, decodeXml, dropBlanks, parseXml, unwrapCdata } from "./xml_document.ts";
import { XmlError } from "./xml_error.ts";
import { lookAtXml } from "./look_at_xml.ts";
import { documentText } from "./xml_text.ts";
import { Xpath } from "./xml_xpath.ts";

/** `xml`: parts of an XML document. Behaves as xml of community.general, without lxml. */
export async function xml(call: ModuleCall, target: Target): Promise<ModuleResult> {
  const { args } = call;
  const source = await findSource(call, target);
  const expression = optionalStr(args, "xpath");
  if (expression !== undefined) checkExpression(expression);
  const title = `Error while parsing document: ${source.path || "xml_string"}`;
  const document = parseXml(source.text, title);
  if (bool(args, "strip_cdata_tags")) unwrapCdata(document.root);
  const layout = bool(args, "pretty_print") ? "pretty" : "as-is";
  if (layout === "pretty") dropBlanks(document.root);
  if (expression === undefined) {
    if (layout === "as-is") throw new ModuleFailure("Don't know what to do");
    return await layOut(call, target, { source, text: documentText(document.document, layout) });
  }
  const before = { key: comparable(document), text: documentText(document.document, "pretty") };
  const xpath = new Xpath(namespacesOf(call));
  const request = { expression, xpath, document };
  const seen = translated(() => lookAtXml(call, request));
  if (seen === undefined) translated(() => changeXml(call, request));
  const isChanged = comparable(document) !== before.key;
  const text = documentText(document.document, layout);
  const after = documentText(document.document, "pretty");
  return {
    changed: isChanged,
    result: {
      actions: actionsOf(call, expression),
      ...seen,
      ...(isChanged ? await write(call, target, { source, text }) : {}),
      ...(source.path === "" ? { xmlstring: text } : {}),
    },
    diff: isChanged && call.diff ? [{ before: before.text, after }] : [],
  };
}

interface Source {
  /** Empty where the text came with the task. */
  readonly path: string;
  readonly text: string;
}

async function findSource({ args }: ModuleCall, target: Target): Promise<Source> {
  const given = optionalStr(args, "xmlstring");
  if (given !== undefined) return { path: "", text: given };
  const path = await expandPath(target, str(args, "path"));
  const [stats, content] = await target.probe(statTargetCommand(path), {
    argv: ["cat", asOperand(path)],
  });
  if (parseStats(stats, [path]).get(path)?.kind !== "file") {
    throw new ModuleFailure(`The target XML source '${path}' does not exist.`);
  }
  if (content?.exitCode !== 0) {
    throw new ModuleFailure(`Cannot read ${path}: ${content?.stderr.trim()}`);
  }
  return { path, text: decodeXml(content.stdoutBytes) };
}

/** Without an expression the whole document is laid out anew; a text counts as changed by that. */
async function layOut(
  call: ModuleCall,
  target: Target,
  written: { readonly source: Source; readonly text: string },
): Promise<ModuleResult> {
  const { source, text } = written;
  if (source.path === "") return { changed: true, result: { xmlstring: text } };
  if (source.text === text) return {};
  return { changed: true, result: await write(call, target, written) };
}

/** The file stays the same one, behind links too, with its attributes. */
async function write(
  { args, checkMode }: ModuleCall,
  target: Target,
  { source: { path }, text }: { readonly source: Source; readonly text: string },
): Promise<{ readonly backup_file?: string }> {
  if (path === "" || checkMode) return {};
  const backup = bool(args, "backup")
    ? backupPath((await target.apply(backupCommand(path)))[0], path)
    : undefined;
  await target.put({ path, content: text, isInPlace: true });
  return backup === undefined ? {} : { backup_file: backup };
}

function actionsOf(call: ModuleCall, expression: string): Value {
  return dict({
    xpath: expression,
    namespaces: optionalDict(call.args, "namespaces") ?? dict({}),
    state: str(call.args, "state"),
  });
}

function namespacesOf({ args }: ModuleCall): Readonly<Record<string, string>> {
  const pairs = [...optionalDict(args, "namespaces") ?? []];
  return Object.fromEntries(pairs.map(([prefix, uri]) => [String(prefix), String(uri)]));
}

function checkExpression(expression: string): void {
  try {
    Xpath.check(expression);
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    throw new ModuleFailure(`Syntax error in xpath expression: ${expression} (${error.message})`);
  }
}

/** What XML does not allow fails the task. */
function translated<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    throw new ModuleFailure(error.message, {}, { cause: error });
  }
}
