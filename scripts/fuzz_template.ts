import { isDict, type Value } from "../lib/base/value.ts";
import { valueFromJson } from "../lib/base/value_json.ts";
import { Environment } from "../lib/engine/template/environment.ts";
import { TemplateError } from "../lib/engine/template/errors.ts";
import { templateString, templateText } from "../lib/engine/template/template_string.ts";
import { toRepr } from "../lib/engine/template/text.ts";
import { VariableScope } from "../lib/engine/template/variable_scope.ts";

/**
 * Renders random templates here and with the real Ansible (through gen_template_cases.py) and shows
 * those whose results differ: `deno run -A scripts/fuzz_template.ts [SEED] [COUNT]`. Messages of
 * errors are not compared.
 */

const VARIABLES: Readonly<Record<string, unknown>> = {
  i: 5,
  j: -3,
  z: 0,
  f: 2.5,
  t: true,
  n: null,
  s: "hello",
  e: "",
  u: "héllo wörld",
  m: "line1\nline2",
  num: "42",
  l: [3, 1, 2],
  ls: ["b", "a", "C"],
  le: [],
  d: { a: 1, b: "two", c: [1, 2] },
  nested: { x: { y: [1, { k: "v" }] } },
  users: [{ name: "bob", age: 30 }, { name: "Al", age: 25 }],
};

interface Input {
  readonly template: string;
  readonly mode: "value" | "text";
}

interface Outcome extends Input {
  readonly repr?: string;
  readonly error?: string;
  readonly message?: string;
}

/** A small generator of numbers: the same seed gives the same templates. */
class Dice {
  #state: number;
  constructor(seed: number) {
    this.#state = seed >>> 0 || 1;
  }
  below(limit: number): number {
    this.#state ^= this.#state << 13;
    this.#state ^= this.#state >>> 17;
    this.#state ^= this.#state << 5;
    return (this.#state >>> 0) % limit;
  }
  pick<T>(items: readonly T[], otherwise: T): T {
    return items[this.below(items.length)] ?? otherwise;
  }
}

const ATOMS = [
  ...Object.keys(VARIABLES),
  ..."1 2 0 -1 1.5 2.0 10 'a' 'hello' '' true false none nope [] [1,2] {'a':1} (1,2)".split(" "),
  "['x', 1, none]",
  "'a,b,c'",
  "range(4)",
];
const BINARY = "+ - * / // % ** ~ == != < <= > >= in and or".split(" ").concat("not in");
const FILTERS = (
  "abs|capitalize|default(1)|default('x', true)|first|last|length|list|lower|upper|title|trim|int|" +
  "float|string|sort|unique|reverse|sum|min|max|join(',')|join|round|round(1)|tojson|to_json|" +
  "replace('a','b')|map('string')|map('upper')|select('defined')|select|reject('none')|batch(2)|" +
  "slice(2)|dictsort|items|indent|truncate(5)|wordcount|center(9)|bool|ternary(1,2)|type_debug|" +
  "flatten|quote|b64encode|hash('md5')|regex_replace('[aeiou]', '_')|regex_search('l+')|" +
  "regex_findall('\\w')|dict2items|combine({'z': 1})|union([1])|intersect([1,'a'])|" +
  "difference([1])|to_nice_yaml|to_yaml|to_nice_json|split(',')|zip([1,2])|product([1])|e|count|" +
  "map(attribute='name')|selectattr('age','gt',26)|groupby('age')|sort(attribute='name')|" +
  "sort(reverse=true)|extract(l)|urlencode|format(1)|human_readable|pprint|string|wordwrap(5)|" +
  "comment|basename|splitext|to_uuid|random(seed='x')|shuffle(seed='x')"
).split("|");
const TESTS = ("defined|undefined|none|string|number|mapping|sequence|iterable|even|odd|boolean|" +
  "integer|float|truthy|falsy|lower|upper|sameas(1)|divisibleby(2)|in([1,2])|eq(1)|gt(1)|" +
  "search('a')|match('h')|contains('a')|subset([1,2,3])|version('1.0', '>')|all|any|callable")
  .split("|");
const METHODS = ("upper()|lower()|split()|split(',')|strip()|replace('l','L')|startswith('h')|" +
  "find('l')|count('l')|count(1)|items()|keys()|values()|get('a')|get('zz', 1)|copy()|index(1)|" +
  "title()|join(['a','b'])|format(1, 2)|zfill(4)|partition('l')|splitlines()|isdigit()|center(8)")
  .split("|");

function expression(dice: Dice, depth: number): string {
  if (depth <= 0) return dice.pick(ATOMS, "1");
  const next = () => expression(dice, depth - 1);
  switch (dice.below(15)) {
    case 0:
    case 1:
    case 2:
      return `${next()} ${dice.pick(BINARY, "+")} ${next()}`;
    case 3:
    case 4:
    case 5:
    case 6:
      return `${next()} | ${dice.pick(FILTERS, "upper")}`;
    case 7:
      return `(${next()}) is ${dice.below(3) === 0 ? "not " : ""}${dice.pick(TESTS, "none")}`;
    case 8:
      return `(${next()}).${dice.pick(METHODS, "upper()")}`;
    case 9:
      return `(${next()})[${dice.pick(["0", "-1", "1:", ":2", "::-1", "'a'", "5", "1:3"], "0")}]`;
    case 10:
      return `(${next()}).${dice.pick(["a", "x", "name", "0", "items", "zz"], "a")}`;
    case 11:
      return `(${next()} if ${next()} else ${next()})`;
    case 12:
      return dice.pick([`not ${next()}`, `-${next()}`, `+${next()}`, `(${next()})`], next());
    case 13:
      return `[${next()}, ${next()}]`;
    default:
      return `{'k': ${next()}, 'q': ${next()}}`;
  }
}

function template(dice: Dice): string {
  const e = () => expression(dice, 1 + dice.below(3));
  switch (dice.below(8)) {
    case 0:
      return `{% for v in ${e()} %}{{ v }}{{ loop.index }},{% else %}none{% endfor %}`;
    case 1:
      return `{% if ${e()} %}yes{% elif ${e()} %}maybe{% else %}no{% endif %}`;
    case 2:
      return `{% set v = ${e()} %}{{ v }}-{{ v | string }}`;
    case 3:
      return `text {{ ${e()} }} more {{ ${e()} }}`;
    default:
      return `{{ ${e()} }}`;
  }
}

/** Tags with all kinds of white space around them. */
function spaced(dice: Dice): string {
  const sign = () => dice.pick(["", "", "", "-", "+"], "");
  const end = () => dice.pick(["", "", "", "-"], "");
  const space = () => dice.pick(["", " ", "\n", "  \n", "\n  ", "\n\n", "x", " x ", "\t"], "");
  const tag = (body: string) => `{%${sign()} ${body} ${sign()}%}`;
  const piece = (depth: number): string => {
    switch (dice.below(depth > 2 ? 5 : 9)) {
      case 0:
        return `{{${sign()} i ${end()}}}`;
      case 1:
        return `{#${sign()} c ${sign()}#}`;
      case 2:
        return `${tag("raw")}${space()}{{ }}${space()}${tag("endraw")}`;
      case 3:
        return tag("set v = 1");
      case 4:
        return space() + space();
      case 5:
        return `${tag("if t")}${body(depth)}${tag("else")}${body(depth)}${tag("endif")}`;
      case 6:
        return `${tag("for a in l")}${body(depth)}${tag("endfor")}`;
      case 7:
        return `${tag("macro m()")}${body(depth)}${tag("endmacro")}{{ m() }}`;
      default:
        return `${tag("filter upper")}${body(depth)}${tag("endfilter")}`;
    }
  };
  const body = (depth: number): string =>
    Array.from({ length: 1 + dice.below(3) }, () => space() + piece(depth + 1)).join("") + space();
  const header = dice.pick([
    "",
    "#jinja2: lstrip_blocks: True\n",
    "#jinja2: trim_blocks: False\n",
    "#jinja2: lstrip_blocks: True, trim_blocks: False\n",
    "#jinja2: keep_trailing_newline: True\n",
  ], "");
  return header + body(0);
}

function render(one: Input, variables: ReadonlyMap<Value, Value>): Outcome {
  const text = one.template;
  const environment = new Environment();
  const raw = {
    get: (name: string) => variables.get(name),
    has: (name: string) => variables.has(name),
  };
  try {
    const scope = new VariableScope(raw, { environment });
    const value = one.mode === "text"
      ? templateText(environment, text, scope)
      : templateString(environment, text, scope);
    return { ...one, repr: toRepr(value) };
  } catch (error) {
    if (!(error instanceof TemplateError)) throw new Error(`Crashed on ${text}`, { cause: error });
    return { ...one, error: error.name, message: error.message };
  }
}

/**
 * Addresses and classes of Python, and templates that Ansible hands on as they are because
 * computing a constant in them failed when they were compiled.
 */
function isArtifact({ repr = "", template }: Outcome): boolean {
  return /object at 0x|Undefined\(|Markup\(/i.test(repr) || repr === toRepr(template);
}

function theirs(templates: readonly Input[]): readonly Outcome[] {
  const file = Deno.makeTempFileSync({ suffix: ".json" });
  Deno.writeTextFileSync(file, JSON.stringify({ variables: VARIABLES, cases: templates }));
  const script = new URL("gen_template_cases.py", import.meta.url).pathname;
  const { success, stderr } = new Deno.Command("/usr/bin/python3", { args: [script, file] })
    .outputSync();
  if (!success) throw new Error(`Cannot run Ansible: ${new TextDecoder().decode(stderr)}`);
  const { cases } = JSON.parse(Deno.readTextFileSync(file));
  Deno.removeSync(file);
  return cases;
}

const seed = Number(Deno.args[0] ?? 1);
const count = Number(Deno.args[1] ?? 2000);
const dice = new Dice(seed * 2654435761);
const templates = Array.from(
  { length: count },
  (_, i): Input =>
    i % 4 === 0
      ? { template: spaced(dice), mode: "text" }
      : { template: template(dice), mode: "value" },
);
const parsed = valueFromJson(JSON.stringify(VARIABLES));
const variables = isDict(parsed) ? parsed : new Map<Value, Value>();
let different = 0;
for (const wanted of theirs(templates)) {
  const got = render(wanted, variables);
  const same = wanted.repr === undefined ? got.repr === undefined : got.repr === wanted.repr;
  if (same || isArtifact(wanted)) continue;
  different++;
  console.log(wanted.mode === "text" ? JSON.stringify(wanted.template) : wanted.template);
  console.log(`  wanted ${wanted.repr ?? `${wanted.error}: ${wanted.message}`}`);
  console.log(`  got    ${got.repr ?? `${got.error}: ${got.message}`}`);
}
console.log(`${count} templates of seed ${seed}: ${different} differ`);
Deno.exit(different === 0 ? 0 : 1);
