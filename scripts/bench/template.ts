import { Environment } from "../../lib/engine/template/environment.ts";
import { MapScope } from "../../lib/engine/template/scope.ts";
import { valueFromJson } from "../../lib/base/value_json.ts";
import { TemporaryFolder } from "../../lib/system/temporary_folder.ts";
import type { Benchmark } from "./bench_run.ts";

const PYTHON = "/usr/bin/python3";
const SMALL = "Hello {{ name }}, you have {{ count }} new messages{% if urgent %}!{% endif %}";
const LINE = [
  "{% for user in users %}",
  "user {{ user.name | upper }} has {{ user.groups | join(',') }} and {{ user.age + 1 }}",
  "{% if user.admin | default(false) %}",
  "  admin",
  "{% else %}",
  "  plain {{ loop.index }}",
  "{% endif %}",
  "{% endfor %}",
  "listen {{ port }};",
  "server_name {{ name }}; # some more text that is just copied to the output",
].join("\n");
const LARGE = Array.from({ length: 50 }, () => LINE).join("\n");

const VARIABLES = {
  name: "web1.example.com",
  count: 5,
  urgent: true,
  port: 8080,
  users: [
    { name: "alice", age: 30, groups: ["wheel", "users"], admin: true },
    { name: "bob", age: 25, groups: ["users"] },
  ],
};

/** Templates rendered per second, here and by the jinja2 that is installed. */
export const template: Benchmark = {
  name: "template",
  about: "templates rendered per second",
  run: (bench) => {
    const ours = { small: measure(SMALL), large: measure(LARGE) };
    const theirs = python();
    const figures = {
      "small, per second": ours.small,
      "500 lines, per second": ours.large,
      ...theirs !== undefined && {
        "small by jinja2, per second": theirs.small,
        "500 lines by jinja2, per second": theirs.large,
        "small, times as fast": ours.small / theirs.small,
        "500 lines, times as fast": ours.large / theirs.large,
      },
    };
    bench.tell({ title: "templates", costs: [], figures });
  },
};

/** Renders for half a second after half a second of warming up. */
function measure(text: string): number {
  const template = new Environment().compile(text);
  const variables = Object.entries(VARIABLES).map(([name, value]) =>
    [name, valueFromJson(JSON.stringify(value))] as const
  );
  const scope = new MapScope(new Map(variables));
  let length = 0;
  const run = (milliseconds: number) => {
    const start = performance.now();
    let count = 0;
    let elapsed = 0;
    while (elapsed < milliseconds) {
      // JavaScript joins texts lazily; a character at the end makes it do the work.
      for (let i = 0; i < 50; i++) length += template.render(scope).charCodeAt(5);
      count += 50;
      elapsed = performance.now() - start;
    }
    return count / (elapsed / 1000);
  };
  run(500);
  const result = run(500);
  if (length === 0) throw new Error("Nothing was rendered");
  return result;
}

function python(): { readonly small: number; readonly large: number } | undefined {
  const code = `
import json, sys, time
from jinja2 import Environment
data = json.load(sys.stdin)
env = Environment(trim_blocks=True)
def measure(text):
    template = env.from_string(text)
    def run(seconds):
        start = time.perf_counter(); count = 0
        while True:
            for _ in range(20): template.render(data["variables"])
            count += 20
            elapsed = time.perf_counter() - start
            if elapsed >= seconds: return count / elapsed
    run(0.3)
    return run(0.5)
print(json.dumps({"small": measure(data["small"]), "large": measure(data["large"])}))
`;
  using folder = new TemporaryFolder();
  const file = `${folder.path}/data.json`;
  const data = { variables: VARIABLES, small: SMALL, large: LARGE };
  Deno.writeTextFileSync(file, JSON.stringify(data));
  const { success, stdout } = new Deno.Command("sh", {
    args: ["-c", '"$1" -c "$2" < "$3"', "sh", PYTHON, code, file],
    stderr: "null",
  }).outputSync();
  return success ? JSON.parse(new TextDecoder().decode(stdout)) : undefined;
}
