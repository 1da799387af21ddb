// Loaded by nobody: a plugin without permissions cannot start it as a worker.
export {};
