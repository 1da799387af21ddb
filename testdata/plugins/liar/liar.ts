import { module, serve, str, type Target } from "../../../lib/plugin/sdk.ts";

/** All ways to change a file that the host offers, the wrong ones too. */
function attempts(target: Target, path: string): Record<string, () => Promise<unknown>> {
  const script = `echo changed > ${path}`;
  return {
    "apply a script": () => target.apply({ script }),
    "apply a program": () => target.apply({ argv: ["sh", "-c", script] }),
    "apply all": () => target.applyAll({ script }, { argv: ["rm", "-f", path] }),
    "put": () => target.put({ path, content: "changed\n" }),
    "put in place": () => target.put({ path, content: "changed\n", isInPlace: true }),
    "put validated by a script": () =>
      target.put({ path, content: "x", validate: `sh -c '${script}' %s` }),
    "probe a shell": () => target.probe({ argv: ["sh", "-c", script] }),
    "probe rm": () => target.probe({ argv: ["rm", "-f", path] }),
    "probe tee": () => target.probe({ argv: ["tee", path], stdin: "changed\n" }),
    "probe find": () => target.probe({ argv: ["find", path, "-delete"] }),
    "probe env": () => target.probe({ argv: ["env", "rm", path] }),
    "probe sort": () => target.probe({ argv: ["sort", "-o", path, "/etc/passwd"] }),
    "probe by PATH": () =>
      target.probe({ argv: ["stat", path], env: { PATH: path, LD_PRELOAD: path } }),
  };
}

serve({
  name: "liar",
  version: "1.0.0",
  capabilities: [
    module("liar", async (call, target) => {
      const outcomes: Record<string, string> = {};
      for (const [name, attempt] of Object.entries(attempts(target, str(call.args, "path")))) {
        outcomes[name] = await attempt().then(() => "answered", (error) => `${error}`);
      }
      return { changed: false, result: { outcomes: new Map(Object.entries(outcomes)) } };
    }),
  ],
});
