/**
 * What Deno has no way to ask the kernel for, asked through the C library. Once opened it works on
 * without the permission to open it.
 */
export interface Libc {
  /** @returns Who opened the other end of a connected Unix socket, as the kernel saw it then. */
  peerOf(descriptor: number): Peer | undefined;
  /**
   * Keeps a descriptor from programs that are started.
   *
   * @returns Whether that worked.
   */
  closeOnExec(descriptor: number): boolean;
  /** @returns Milliseconds since the computer started, with and without those in suspend. */
  uptime(): { readonly boot: number; readonly awake: number };
  /** @returns Whether something keeps the computer's clock right. */
  isClockSynchronised(): boolean;
  /**
   * Sends a datagram to a Unix socket; `@` begins an abstract name.
   *
   * @returns Whether it was taken.
   */
  sendDatagram(address: string, text: string): boolean;
  /**
   * Runs another program in this process, with the same id, and never returns.
   *
   * @throws {Error} If that does not work.
   */
  replaceProcess(program: string, args: readonly string[]): never;
}

/** Who is at the other end of a connection. */
export interface Peer {
  readonly pid: number;
  readonly uid: number;
  readonly gid: number;
}

/**
 * Opens the C library.
 *
 * @param path That of the system, if left out.
 * @throws {Error} If there is none that is known here.
 */
export function openLibc(path: string = libcPath()): Libc {
  const { symbols } = Deno.dlopen(path, SYMBOLS);
  return {
    peerOf(descriptor) {
      const found = new Int32Array(3);
      const length = new Uint32Array([found.byteLength]);
      if (symbols.getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, found, length) !== 0) {
        return undefined;
      }
      const [pid = 0, uid = -1, gid = -1] = found;
      return uid === -1 ? undefined : { pid, uid: uid >>> 0, gid: gid >>> 0 };
    },
    closeOnExec: (descriptor) => symbols.fcntl(descriptor, F_SETFD, FD_CLOEXEC) === 0,
    uptime() {
      // In this order, so that boot time is never behind.
      const awake = read(symbols, CLOCK_MONOTONIC);
      return { boot: read(symbols, CLOCK_BOOTTIME), awake };
    },
    isClockSynchronised() {
      const state = symbols.adjtimex(new Uint8Array(TIMEX_SIZE));
      return state >= 0 && state !== TIME_ERROR;
    },
    sendDatagram(address, text) {
      return send(symbols, address, new TextEncoder().encode(text));
    },
    replaceProcess(program, args) {
      const texts = [program, ...args].map((text) => new TextEncoder().encode(`${text}\0`));
      const list = new BigUint64Array(texts.length + 1);
      texts.forEach((text, index) => {
        list[index] = Deno.UnsafePointer.value(Deno.UnsafePointer.of(text));
      });
      symbols.execv(new TextEncoder().encode(`${program}\0`), list);
      throw new Error(`Cannot run ${program} in this process`);
    },
  };
}

/** @returns The file of the C library. @throws {Error} If it is nowhere that is known here. */
export function libcPath(): string {
  const { arch } = Deno.build;
  const found = [
    `/lib/${arch}-linux-gnu/libc.so.6`,
    "/lib64/libc.so.6",
    "/usr/lib/libc.so.6",
    "/lib/libc.so.6",
    `/lib/libc.musl-${arch}.so.1`,
  ].find(isThere);
  if (found === undefined) throw new Error("Cannot find the C library: this is for Linux alone");
  return found;
}

function isThere(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}

type Symbols = Deno.StaticForeignLibraryInterface<typeof SYMBOLS>;

const SYMBOLS = {
  getsockopt: { parameters: ["i32", "i32", "i32", "buffer", "buffer"], result: "i32" },
  fcntl: { parameters: ["i32", "i32", "i32"], result: "i32" },
  clock_gettime: { parameters: ["i32", "buffer"], result: "i32" },
  adjtimex: { parameters: ["buffer"], result: "i32" },
  socket: { parameters: ["i32", "i32", "i32"], result: "i32" },
  sendto: { parameters: ["i32", "buffer", "usize", "i32", "buffer", "u32"], result: "isize" },
  close: { parameters: ["i32"], result: "i32" },
  execv: { parameters: ["buffer", "buffer"], result: "i32" },
} as const satisfies Deno.ForeignLibraryInterface;

const SOL_SOCKET = 1;
const SO_PEERCRED = 17;
const F_SETFD = 2;
const FD_CLOEXEC = 1;
const CLOCK_MONOTONIC = 1;
const CLOCK_BOOTTIME = 7;
/** Larger than `struct timex` is anywhere. */
const TIMEX_SIZE = 512;
const TIME_ERROR = 5;
const AF_UNIX = 1;
const SOCK_DGRAM_CLOEXEC = 2 | 0o2000000;
const MSG_DONTWAIT_NOSIGNAL = 0x40 | 0x4000;
const LONGEST_ADDRESS = 107;

function read(symbols: Symbols, which: number): number {
  const time = new BigInt64Array(2);
  symbols.clock_gettime(which, time);
  const [seconds = 0n, nanoseconds = 0n] = time;
  return Number(seconds) * 1000 + Number(nanoseconds) / 1e6;
}

function send(symbols: Symbols, address: string, bytes: Uint8Array<ArrayBuffer>): boolean {
  const isAbstract = address.startsWith("@");
  const name = new TextEncoder().encode(isAbstract ? address.slice(1) : address);
  if (name.length > LONGEST_ADDRESS - 1) return false;
  const target = new Uint8Array(2 + LONGEST_ADDRESS + 1);
  target[0] = AF_UNIX;
  target.set(name, isAbstract ? 3 : 2);
  const socket = symbols.socket(AF_UNIX, SOCK_DGRAM_CLOEXEC, 0);
  if (socket < 0) return false;
  try {
    const size = 2 + name.length + 1;
    const sent = symbols.sendto(
      socket,
      bytes,
      BigInt(bytes.length),
      MSG_DONTWAIT_NOSIGNAL,
      target,
      size,
    );
    return Number(sent) === bytes.length;
  } finally {
    symbols.close(socket);
  }
}
