import { deepEqual, equal, ok, throws } from "node:assert/strict";
import { ModuleSpecError, parseArgumentSpec, parseModuleSpec } from "./parse_module_spec.ts";
import example from "../../../testdata/playbook/argument_spec/example.json" with { type: "json" };

Deno.test("parseModuleSpec() reads every key and takes the groups in", () => {
  const spec = parseModuleSpec(example);
  equal(spec.module, "example");
  equal(spec.freeForm, "text");
  equal(spec.checkMode, "full");
  const options = spec.arguments.options;
  ok(options.has("mode") && options.has("unsafe_writes"));
  deepEqual(options.get("dest"), {
    type: "path",
    required: true,
    aliases: ["path", "name"],
    description: ["Where to write."],
    noLog: false,
    applyDefaults: false,
    deprecatedAliases: [],
  });
  deepEqual(spec.arguments.requiredIf[1], {
    option: "times",
    value: 3,
    required: ["names", "numbers"],
    needs: "any",
  });
  deepEqual([...options.get("limits")?.suboptions?.options.keys() ?? []], [
    "soft",
    "hard",
    "unit",
    "key",
  ]);
  equal(spec.returns.get("dest")?.returned, "always");
});

Deno.test("parseModuleSpec() reports all that is wrong at once", () => {
  const errorsOf = (json: unknown): readonly string[] => {
    try {
      parseModuleSpec(json);
    } catch (error) {
      ok(error instanceof ModuleSpecError);
      return error.errors;
    }
    return [];
  };
  deepEqual(
    errorsOf({
      module: "bad",
      surprise: 1,
      extends: ["nothing"],
      free_form: "text",
      options: {
        a: { type: "number", requird: true, aliases: "b" },
        b: { required: true, default: 1, elements: "str" },
        c: { type: "dict", options: { d: 4 }, required_by: { d: ["e"] } },
      },
      mutually_exclusive: [["a", "x"]],
      required_if: [["a"]],
      check_mode: true,
    }).map((message) => message.split(": known are")[0]),
    [
      "spec.surprise is not known",
      "extends must be a list of file_attributes: found nothing",
      "options.a.requird is not known",
      "options.a.type must be one of str, int, float, bool, list, dict, path, raw, jsonarg, json, bytes, bits",
      "options.b.elements must be on a list only",
      "options.b is required and has a default: it can only be one of them",
      "options.b and a both say b",
      "options.c.options.d must be a mapping",
      "options.c.required_by names no option: e",
      "required_if must be a list of [option, value, [options]]",
      "mutually_exclusive names no option: x",
      "free_form must be the name of an option",
    ],
  );
  throws(() => parseModuleSpec([]), ModuleSpecError);
});

Deno.test("parseArgumentSpec() reads the options of a role's entry point", () => {
  const { spec, errors } = parseArgumentSpec(
    new Map([["port", new Map([["type", "int"], ["author", "me"]])]]),
    "main",
  );
  deepEqual(errors, []);
  equal(spec.options.get("port")?.type, "int");
});
