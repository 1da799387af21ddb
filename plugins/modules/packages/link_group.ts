/** What update-alternatives says of one name. */
export interface LinkGroup {
  readonly isKnown: boolean;
  /** `auto` or `manual`. */
  readonly mode: string | undefined;
  /** What the link leads to now. */
  readonly path: string | undefined;
  readonly link: string | undefined;
  /** By path. */
  readonly alternatives: ReadonlyMap<string, Alternative>;
}

/** One program that may be chosen. */
export interface Alternative {
  readonly priority: number;
  readonly subcommands: readonly Subcommand[];
}

/** A link that follows. */
export interface Subcommand {
  readonly name: string;
  readonly path: string;
  readonly link: string | undefined;
}

/**
 * @param text What `update-alternatives --display` printed, of Debian's or Red Hat's; empty if the
 * name is not known.
 * @param wanted Where following links are that the text does not say.
 */
export function parseLinkGroup(text: string, wanted: readonly Subcommand[]): LinkGroup {
  const mode = /\s-\s(?:status\sis\s)?(\w*)(?:\smode|.)$/m.exec(text)?.[1];
  if (mode === undefined) {
    return {
      ...{ isKnown: false, mode, path: undefined, link: undefined },
      alternatives: new Map(),
    };
  }
  const told = [...text.matchAll(/^\s*(?:slave|follower) (\S+) is (.*)$/gm)];
  const links = new Map<string, string | undefined>(
    told.length > 0
      ? told.map(([, name = "", link]) => [name, link])
      : wanted.map(({ name, link }) => [name, link]),
  );
  const found = text.matchAll(
    /^(\/.*)\s-\s(?:family\s\S+\s)?priority\s(-?\d+)((?:\s+(?:slave|follower).*)*)/gm,
  );
  return {
    isKnown: true,
    mode,
    path: /^\s*link currently points to (.*)$/m.exec(text)?.[1],
    link: /^\s*link \w+ is (.*)$/m.exec(text)?.[1],
    alternatives: new Map([...found].map(([, path = "", priority, rest = ""]) => {
      const subcommands = [...rest.matchAll(/^\s+(?:slave|follower) (.*): (.*)$/gm)]
        .map(([, name = "", target = ""]) => ({ name, path: target, link: links.get(name) }))
        .filter((one) => one.path !== "(null)");
      return [path, { priority: Number(priority), subcommands }];
    })),
  };
}
