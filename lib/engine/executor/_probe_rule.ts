/** `true`, or what is wrong with the arguments, as a part of a sentence. */
export type Verdict = true | string;

/** Says whether a program only reads when it is called with `args`. */
export type Rule = (args: readonly string[]) => Verdict;

/** A program without any option that writes. */
export const anything: Rule = () => true;

/** Options that write, or run something; `--name` and short `-n` also with a value attached. */
export function without(...options: readonly string[]): Rule {
  return (args) => {
    const found = args.find((arg) => options.some((option) => names(arg, option)));
    return found === undefined || `${found} may change something`;
  };
}

/** Options alone, all of which are in the list; `-n` stands for itself and not for `-nx`. */
export function only(...options: readonly string[]): Rule {
  return (args) => {
    const found = args.find((arg) => !options.includes(arg));
    return found === undefined || `${found} is not known to read alone`;
  };
}

/** The first word that is no option, nor the value of one of `valued`, has to match `verbs`. */
export function verb(verbs: RegExp, valued: readonly string[] = []): Rule {
  return (args) => {
    const word = args.find((arg, i) => !arg.startsWith("-") && !valued.includes(args[i - 1] ?? ""));
    if (word === undefined) return "there is no subcommand";
    return new RegExp(`^(${verbs.source})$`).test(word) || `${word} is not known to read alone`;
  };
}

/** One of `needed` has to be there. */
export function withOne(needed: readonly string[], rest: Rule = anything): Rule {
  return (args) =>
    args.some((arg) => needed.includes(arg))
      ? rest(args)
      : `without ${needed.join(" or ")} it may change something`;
}

/** All of `rules` have to agree. */
export function both(...rules: readonly Rule[]): Rule {
  return (args) => {
    for (const rule of rules) {
      const verdict = rule(args);
      if (verdict !== true) return verdict;
    }
    return true;
  };
}

/** One of `rules` has to agree; the last one's objection is told. */
export function either(...rules: readonly Rule[]): Rule {
  return (args) => {
    let verdict: Verdict = "it is not known to read alone";
    for (const rule of rules) {
      verdict = rule(args);
      if (verdict === true) return true;
    }
    return verdict;
  };
}

/** Short options are also found in a cluster such as `-xo`. */
function names(arg: string, option: string): boolean {
  if (option.startsWith("--")) return arg === option || arg.startsWith(`${option}=`);
  if (option.length === 2) return /^-[^-]/.test(arg) && arg.includes(option.charAt(1));
  return arg === option;
}
