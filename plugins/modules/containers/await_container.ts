import {
  bool,
  type Dict,
  ModuleFailure,
  optionalBool,
  str,
  type Value,
} from "../../../lib/plugin/sdk.ts";
import type { DockerProgram } from "./docker_program.ts";

/**
 * Waits for a container that does not run in the background, and removes it if `cleanup` says so.
 *
 * @returns What it was and what it said, as keys of the result.
 * @throws {ModuleFailure} If it did not end well.
 */
export async function awaitContainer(
  docker: DockerProgram,
  args: Dict,
): Promise<Readonly<Record<string, Value>>> {
  const name = str(args, "name");
  const waited = await docker.run(["container", "wait", name]);
  const status = Number(waited.stdout.trim());
  const output = optionalBool(args, "auto_remove") === true
    ? "Cannot retrieve result as auto_remove is enabled"
    : await outputOf(docker, name);
  const [container] = await docker.inspect(["container", name]);
  if (bool(args, "cleanup")) await docker.run(["container", "rm", "--force", name]);
  if (status !== 0) throw new ModuleFailure(output, { result: { status } });
  const told = new Map<Value, Value>([...container ?? [], ["Output", output]]);
  return { container: told, status };
}

async function outputOf(docker: DockerProgram, name: string): Promise<string> {
  const { stdout, stderr } = await docker.run(["container", "logs", name]);
  return stdout + stderr;
}
