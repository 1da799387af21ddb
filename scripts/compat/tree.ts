/** @returns Every path below `folder` with its kind, mode and content, one a line. */
export function treeOf(folder: string): string {
  return lines(folder, "").join("\n");
}

function lines(folder: string, path: string): readonly string[] {
  return [...Deno.readDirSync(`${folder}${path}`)]
    .sort((a, b) => a.name < b.name ? -1 : 1)
    .flatMap(({ name, isDirectory, isSymlink }) => {
      const below = `${path}/${name}`;
      if (isSymlink) return [`${below} -> ${Deno.readLinkSync(`${folder}${below}`)}`];
      const mode = ((Deno.statSync(`${folder}${below}`).mode ?? 0) & 0o7777).toString(8);
      if (isDirectory) return [`${below}/ ${mode}`, ...lines(folder, below)];
      return [`${below} ${mode} ${JSON.stringify(Deno.readTextFileSync(`${folder}${below}`))}`];
    });
}
