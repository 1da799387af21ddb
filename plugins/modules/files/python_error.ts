const ERRORS: readonly (readonly [RegExp, string])[] = [
  [/Not a directory|File exists/, "[Errno 20] Not a directory"],
  [/No such file|nonexistent/, "[Errno 2] No such file or directory"],
  [/Permission denied/, "[Errno 13] Permission denied"],
];

/** @returns What a shell or a program said of `path`, in Python's words where these are known. */
export function pythonError(said: string, path: string): string {
  const [, error] = ERRORS.find(([pattern]) => pattern.test(said)) ?? [];
  return error === undefined ? said : `${error}: b'${path}'`;
}
