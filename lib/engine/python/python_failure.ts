import {
  FilterError,
  PythonError,
  type PythonErrorType,
  type TemplateError,
  UndefinedError,
} from "../template/errors.ts";

/**
 * @param classes The names of the exception's class and those that it is derived from.
 * @returns The error that a template fails with.
 */
export function pythonFailure(classes: readonly string[], message: string): TemplateError {
  if (classes.some((name) => UNDEFINED.has(name))) return new UndefinedError(message);
  if (classes.some((name) => TOLD.has(name))) return new FilterError(message);
  const type = TYPES.find((name) => classes.includes(name));
  if (type !== undefined) return new PythonError(type, message);
  const [name = ""] = classes;
  return new FilterError(message === name ? name : `${name}: ${message}`);
}

/** What says by itself why a plugin fails. */
const TOLD: ReadonlySet<string> = new Set(["AnsibleError", "LookupFailure"]);

const UNDEFINED: ReadonlySet<string> = new Set(["UndefinedError", "AnsibleUndefinedVariable"]);

const TYPES: readonly PythonErrorType[] = ["TypeError", "ValueError"];
