/** @returns The lines of the recap, without spaces at their ends. */
export function recapOf(text: string): string {
  const at = text.lastIndexOf("PLAY RECAP");
  return at < 0 ? "" : text.slice(at).split("\n").slice(1).map((line) => line.trimEnd()).join("\n");
}

/**
 * @returns What was printed, without what differs from run to run: times, process ids, and the order
 * in which hosts finish a task.
 */
export function normalizedOutput(text: string): string {
  const plain = text
    .replace(/\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d\.\d{6}/g, "TIME")
    .replace(/"delta": "[0-9:.]+"/g, '"delta": "DELTA"');
  return plain.split(/\n(?=\n?(?:TASK|PLAY|RUNNING HANDLER|NO MORE))/)
    .map((part) => {
      const [head = "", ...rest] = part.replace(/^\n/, "").split("\n");
      const results = rest.length === 0 ? [] : rest.join("\n")
        .split(/\n(?=(?:ok|changed|skipping|fatal|failed|included|FAILED)\b)/);
      return [head, ...results.map((result) => result.trimEnd()).sort()].join("\n");
    })
    .join("\n");
}
