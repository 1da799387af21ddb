/**
 * @param path Of a dump.
 * @returns The program that its ending asks for, if any.
 */
export function compressorOf(path: string): string | undefined {
  switch (/\.[^./]+$/.exec(path)?.[0]) {
    case ".gz":
      return "gzip";
    case ".bz2":
      return "bzip2";
    case ".xz":
      return "xz";
    default:
      return undefined;
  }
}

/** @returns A script for a compressor, a file and a command, whose output goes to the file. */
export function writeCompressed(compressor: string | undefined): string {
  return compressor === undefined ? 'exec > "$2" || exit; shift 2; exec "$@"' : WRITE;
}

/** @returns A script for a compressor, a file and a command, whose input is the file. */
export function readCompressed(compressor: string | undefined): string {
  return compressor === undefined ? 'exec < "$2" || exit; shift 2; exec "$@"' : READ;
}

/** A pipe tells of its last command alone: the first one's exit code takes another way. */
const WRITE = `compress=$1; file=$2; shift 2
failed=$({ { "$@" 3>&- || echo $? >&3; } | "$compress" -c > "$file"; } 3>&1) || exit
exit "\${failed:-0}"`;

const READ = `compress=$1; file=$2; shift 2
failed=$({ { "$compress" -dc "$file" 3>&- || echo $? >&3; } | "$@" >&2; } 3>&1) || exit
exit "\${failed:-0}"`;
