import { parse, type ParseContext, playbook, serve } from "../../lib/plugin/sdk.ts";
import { parsePlaybook, parseRoleDependencies, parseTasks } from "./parse_playbook.ts";

/** The playbook plugin: reads playbooks and the files they are made of, and runs none of it. */
serve({
  name: "playbook",
  version: "1.0.0",
  capabilities: [
    playbook(async ({ filePath, content }, context) => {
      const text = await textOf(filePath, content, context);
      return text === undefined ? missing(filePath) : parsePlaybook(text, filePath);
    }),
    parse(async ({ filePath, content, kind }, context) => {
      const text = await textOf(filePath, content, context);
      if (text === undefined) return missing(filePath);
      switch (kind) {
        case "tasks":
        case "handlers":
          return parseTasks(text, filePath, kind);
        case "role_dependencies":
          return parseRoleDependencies(text, filePath);
        case "inventory":
          return { warnings: [], diagnostics: [], error: "Cannot parse an inventory here" };
      }
    }),
  ],
});

async function textOf(
  path: string,
  content: Uint8Array | undefined,
  context: ParseContext,
): Promise<string | undefined> {
  if (content !== undefined) return new TextDecoder().decode(content);
  const reply = await context.read(path);
  return reply.kind === "file" ? new TextDecoder().decode(reply.content) : undefined;
}

function missing(path: string) {
  const message = `Cannot read ${path}: there is no such file`;
  const position = { file: path, line: 1, column: 1 };
  return {
    warnings: [],
    error: message,
    diagnostics: [{ rule: "missing-file", severity: "error", message, position }] as const,
  };
}
