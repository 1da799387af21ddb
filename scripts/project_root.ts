/** The folder of the project, without a slash at the end. */
export const PROJECT_ROOT = decodeURIComponent(new URL("..", import.meta.url).pathname).slice(
  0,
  -1,
);
