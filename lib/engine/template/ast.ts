import type { Value } from "../../base/value.ts";
import type { Arithmetic } from "./operators.ts";

/** The arguments of a call, a filter or a test. */
export interface CallArguments {
  readonly positional: readonly Expression[];
  readonly named: readonly { readonly name: string; readonly value: Expression }[];
  /** `*list` */
  readonly rest?: Expression;
  /** `**dict` */
  readonly restNamed?: Expression;
}

/** The comparison operators. */
export type Comparison = "==" | "!=" | "<" | "<=" | ">" | ">=" | "in" | "not in";

/** An expression; `offset` counts the units of the source. */
export type Expression =
  & { readonly offset: number }
  & (
    | { readonly kind: "constant"; readonly value: Value }
    | { readonly kind: "name"; readonly name: string }
    | { readonly kind: "namespaceName"; readonly name: string; readonly attribute: string }
    | { readonly kind: "tuple"; readonly items: readonly Expression[] }
    | { readonly kind: "list"; readonly items: readonly Expression[] }
    | {
      readonly kind: "dict";
      readonly entries: readonly { readonly key: Expression; readonly value: Expression }[];
    }
    | { readonly kind: "attribute"; readonly object: Expression; readonly name: string }
    | { readonly kind: "item"; readonly object: Expression; readonly key: Expression }
    | {
      readonly kind: "slice";
      readonly start?: Expression;
      readonly stop?: Expression;
      readonly step?: Expression;
    }
    | { readonly kind: "call"; readonly target: Expression; readonly args: CallArguments }
    | {
      readonly kind: "filter";
      /** Absent in `{% filter %}` and `{% set x | f %}`: the input is the block. */
      readonly input?: Expression;
      readonly name: string;
      readonly args: CallArguments;
    }
    | {
      readonly kind: "test";
      readonly input: Expression;
      readonly name: string;
      readonly args: CallArguments;
    }
    | {
      readonly kind: "condition";
      readonly test: Expression;
      readonly yes: Expression;
      readonly no?: Expression;
    }
    | { readonly kind: "or"; readonly left: Expression; readonly right: Expression }
    | { readonly kind: "and"; readonly left: Expression; readonly right: Expression }
    | { readonly kind: "not"; readonly value: Expression }
    | { readonly kind: "sign"; readonly operator: "+" | "-"; readonly value: Expression }
    | {
      readonly kind: "arithmetic";
      readonly operator: Arithmetic;
      readonly left: Expression;
      readonly right: Expression;
    }
    | { readonly kind: "concat"; readonly items: readonly Expression[] }
    | {
      readonly kind: "compare";
      readonly first: Expression;
      readonly rest: readonly { readonly operator: Comparison; readonly value: Expression }[];
    }
  );

/** An expression of one kind. */
export type ExpressionOf<K extends Expression["kind"]> = Extract<
  Expression,
  { readonly kind: K }
>;

/** A parameter of a macro. */
export interface Parameter {
  readonly name: string;
  readonly fallback?: Expression;
}

/** The signature and body of a macro or call block. */
export interface MacroBody {
  readonly parameters: readonly Parameter[];
  readonly body: readonly Statement[];
}

/** A statement; `offset` counts the units of the source. */
export type Statement =
  & { readonly offset: number }
  & (
    | { readonly kind: "text"; readonly text: string }
    | { readonly kind: "print"; readonly value: Expression }
    | {
      readonly kind: "if";
      readonly branches: readonly {
        readonly test: Expression;
        readonly body: readonly Statement[];
      }[];
      readonly otherwise: readonly Statement[];
    }
    | {
      readonly kind: "for";
      readonly target: Expression;
      readonly items: Expression;
      readonly test?: Expression;
      readonly recursive: boolean;
      readonly body: readonly Statement[];
      readonly otherwise: readonly Statement[];
    }
    | { readonly kind: "break" | "continue" }
    | { readonly kind: "set"; readonly target: Expression; readonly value: Expression }
    | {
      readonly kind: "setBlock";
      readonly target: Expression;
      readonly filter?: Expression;
      readonly body: readonly Statement[];
    }
    | {
      readonly kind: "with";
      readonly assignments: readonly { readonly target: Expression; readonly value: Expression }[];
      readonly body: readonly Statement[];
    }
    | { readonly kind: "macro"; readonly name: string; readonly macro: MacroBody }
    | { readonly kind: "callBlock"; readonly call: ExpressionOf<"call">; readonly macro: MacroBody }
    | {
      readonly kind: "filterBlock";
      readonly filter: Expression;
      readonly body: readonly Statement[];
    }
    | {
      readonly kind: "autoescape";
      readonly value: Expression;
      readonly body: readonly Statement[];
    }
    | {
      readonly kind: "block";
      readonly name: string;
      readonly scoped: boolean;
      readonly required: boolean;
      readonly body: readonly Statement[];
    }
    | { readonly kind: "extends"; readonly template: Expression }
    | {
      readonly kind: "include";
      readonly template: Expression;
      readonly ignoreMissing: boolean;
      readonly withContext: boolean;
    }
    | {
      readonly kind: "import";
      readonly template: Expression;
      readonly target: string;
      readonly withContext: boolean;
    }
    | {
      readonly kind: "fromImport";
      readonly template: Expression;
      readonly names: readonly { readonly name: string; readonly alias: string }[];
      readonly withContext: boolean;
    }
    | { readonly kind: "do"; readonly value: Expression }
  );

/** A statement of one kind. */
export type StatementOf<K extends Statement["kind"]> = Extract<Statement, { readonly kind: K }>;
