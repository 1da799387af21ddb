import type { Usage } from "@optique/core/usage";

/** An option as a usage names it. */
export interface UsageOption {
  readonly names: readonly string[];
  readonly takesValue: boolean;
}

/** @returns All options of `usage`, however deep. */
export function usageOptions(usage: Usage): readonly UsageOption[] {
  return usage.flatMap((term): readonly UsageOption[] => {
    switch (term.type) {
      case "option":
        return [{ names: term.names, takesValue: term.metavar !== undefined }];
      case "optional":
      case "multiple":
        return usageOptions(term.terms);
      case "exclusive":
        return term.terms.flatMap(usageOptions);
      default:
        return [];
    }
  });
}
