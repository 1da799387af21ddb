import { PROJECT_ROOT } from "../project_root.ts";
import type { Outcome } from "./run_case.ts";

/** What Ansible did with a case, as `deno task compat --record` has kept it. */
export type Expected = Pick<Outcome, "code" | "recap" | "files">;

/** Where that is kept: a JSON object by the cases' names. */
export const EXPECTED = `${PROJECT_ROOT}/testdata/compat/expected.json`;
