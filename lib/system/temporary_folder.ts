/**
 * A folder that only this user can enter and that is gone with what is in it at the end of the
 * `using` block.
 */
export class TemporaryFolder implements Disposable {
  /** Absolute. */
  readonly path: string;

  /**
   * @param parent Where to make it; the system's folder for temporary files if left out.
   */
  constructor(parent?: string) {
    this.path = Deno.makeTempDirSync({
      prefix: "shep-",
      ...(parent === undefined ? {} : { dir: parent }),
    });
  }

  [Symbol.dispose](): void {
    try {
      Deno.removeSync(this.path, { recursive: true });
    } catch (error) {
      // Whoever used the folder may have moved it away, which leaves nothing to clean up.
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
  }
}
