/** Programs in C and C++ (sanitizers, debuggers, uncaught exceptions) and oopses of the Linux kernel. */
import {
  type Frame,
  foldChain,
  numberOf,
  type Thrown,
  type Tier,
  type Trace,
  type TraceReader,
} from './frame';

const SANITIZER = /ERROR: (\w+Sanitizer): ?(.*)$|^(\S{1,400}):(\d{1,7}):\d{1,7}: runtime error: (.*)$/;
const SIGNAL = /^(?:Program|Thread .{1,80}) (?:received|terminated with) signal (SIG\w{2,8}), (.*?)\.?$/;
const TERMINATE = /terminate called after throwing an instance of '([^']{1,200})'/;
const WHAT = /^\s*what\(\):\s+(.*)$/;
const FRAME =
  /^\s*#\d{1,4}\s+(?:0x[0-9a-f]+ )?(?:in )?(\S.{0,300}?)(?: \(.{0,400}\))?(?: at)? (\/?[\w./+-]{1,400}\.(?:c|cc|cpp|cxx|h|hpp|rs|go|m|mm|S)):(\d{1,7})(?::\d{1,7})?\s*$/;
const FRAME_BARE = /^\s*#\d{1,4}\s+(?:0x[0-9a-f]+ )?(?:in )?(\S{1,300})/;
const GLIBC = /^\s*(\/?[\w./+-]{1,300})\((?:([\w:~<>]{0,300})(?:\+0x[0-9a-f]+)?)\)\s?\[0x[0-9a-f]+\]/;
const ASIDE =
  /^\s*(?:(?:READ|WRITE) of size|0x[0-9a-f]+ (?:is located|at pc)|(?:freed|allocated|previously allocated) by thread|\[Switching to|$)/;
const SYSTEM =
  /\/(?:usr\/(?:include|lib|src)|build\/glibc|sysdeps|lib64?)\/|^\.\.\/(?:sysdeps|csu|stdlib|nptl)|^\.\/(?:nptl|csu|stdlib)|libsanitizer|asan_|interceptors/;

export const readNative: TraceReader = (lines, begin, stop) => {
  if (JVM.test(lines[begin])) return readJvmCrash(lines, begin, stop);
  const head = headOf(lines, begin, stop);
  if (!head) return null;
  const { thrown } = head;
  let end = head.end;
  let isOther = false;
  for (let i = head.end; i < Math.min(stop, begin + 400); i++) {
    const frame = frameOf(lines[i]);
    if (frame) {
      if (!isOther) thrown.frames.push(frame);
      end = i + 1;
    } else if (/^\s*(?:freed|previously allocated|allocated) by thread/.test(lines[i])) isOther = true;
    else if (/^\s*SUMMARY: \w+Sanitizer/.test(lines[i])) return foldChain([thrown], begin, i + 1);
    else if (!ASIDE.test(lines[i])) break;
  }
  return foldChain([thrown], begin, end);
};

function headOf(
  lines: readonly string[],
  begin: number,
  stop: number,
): { thrown: Thrown; end: number } | null {
  const line = lines[begin];
  const sanitizer = SANITIZER.exec(line);
  if (sanitizer?.[1])
    return {
      thrown: {
        type: sanitizer[1],
        message: sanitizer[2].replace(/ on address .*$/, ''),
        at: begin,
        frames: [],
      },
      end: begin + 1,
    };
  if (sanitizer) {
    const frames = [nativeFrame(null, sanitizer[3], sanitizer[4])];
    return { thrown: { type: 'runtime error', message: sanitizer[5], at: begin, frames }, end: begin + 1 };
  }
  const signal = SIGNAL.exec(line);
  if (signal)
    return { thrown: { type: signal[1], message: signal[2], at: begin, frames: [] }, end: begin + 1 };
  const terminate = TERMINATE.exec(line);
  if (!terminate) return null;
  const what = begin + 1 < stop ? WHAT.exec(lines[begin + 1]) : null;
  return {
    thrown: { type: terminate[1], message: what?.[1] ?? '', at: begin, frames: [] },
    end: begin + (what ? 2 : 1),
  };
}

function frameOf(line: string): Frame | null {
  const placed = FRAME.exec(line);
  if (placed) return nativeFrame(placed[1], placed[2], placed[3]);
  const glibc = GLIBC.exec(line);
  if (glibc)
    return { path: glibc[1], line: null, name: glibc[2] || null, tier: SYSTEM.test(glibc[1]) ? 3 : 0 };
  const bare = FRAME_BARE.exec(line);
  return bare ? { path: '', line: null, name: bare[1], tier: 3 } : null;
}

function nativeFrame(name: string | null, path: string, line: string): Frame {
  const tier: Tier = SYSTEM.test(path) || /^(?:__|std::|operator new|abort$|raise$)/.test(name ?? '') ? 3 : 0;
  return { path, line: numberOf(line), name: name?.replace(/\(.*$/, '') ?? null, tier };
}

const JVM = /^# A fatal error has been detected by the Java Runtime Environment/;
const JVM_SIGNAL = /^#\s+((?:SIG[A-Z]{2,6}|EXCEPTION_\w{3,40}|Internal Error)) ?(.{0,300})$/;
const JVM_FRAME = /^# [CVJjAv]\s+\[([\w.+-]{1,80})\+0x[0-9a-f]+\](?:\s+([\w:~<>]{1,200}))?/;
const MAX_JVM = 40;

/** What a Java runtime writes when native code kills it. */
function readJvmCrash(lines: readonly string[], begin: number, stop: number): Trace | null {
  const thrown: Thrown[] = [];
  let end = begin + 1;
  for (let i = begin + 1; i < Math.min(stop, begin + MAX_JVM) && lines[i].startsWith('#'); i++) {
    const signal = thrown.length === 0 ? JVM_SIGNAL.exec(lines[i]) : null;
    if (signal) thrown.push({ type: signal[1], message: signal[2], at: i, frames: [] });
    const frame = JVM_FRAME.exec(lines[i]);
    const tier = /^libjvm|^libc\b/.test(frame?.[1] ?? '') ? 3 : 0;
    if (frame) thrown[0]?.frames.push({ path: frame[1], line: null, name: frame[2] ?? null, tier });
    end = i + 1;
  }
  return foldChain(thrown, begin, end);
}

const OOPS =
  /(?:^|\s)(?:BUG: (.{1,300})|(kernel BUG at .{1,300})|(Unable to handle kernel .{1,300})|(general protection fault.{0,200})|(Kernel panic - not syncing.{0,300})|(INFO: task .{1,200} blocked for more than .{1,80})|(watchdog: BUG: .{1,200}))$/;
const AT =
  /(?:RIP|EIP|pc|PC)(?: is at)? ?: ?(?:[0-9a-f]{4}:)?(?:\[<[0-9a-f]+>\] )?([\w.]{1,100})\+0x[0-9a-f]+\/0x[0-9a-f]+(?: \[([\w-]{1,60})\])?/;
const CALL =
  /^\s*(?:\[<[0-9a-f]+>\] )?(?:\? )?([\w.]{1,100})\+0x[0-9a-f]+\/0x[0-9a-f]+(?: \[([\w-]{1,60})\])?\s*$/;
const OOPS_LINE =
  /^\s*(?:#?PF: |PGD |Oops:|CPU: |Hardware name|RIP:|Code:|RSP:|R[A-D0-9][A-Z0-9]: |EIP:|FS: |CS: |DR\d: |Call Trace:|Call trace:|<\/?(?:TASK|IRQ|NMI)>|Modules linked in|CR2: |---\[|PKRU:|Workqueue:|pc : |lr : |sp : |x\d+ ?: |pstate:|Tainted|task:|Kernel Offset|\[ *cut here|invalid opcode|Comm: |Internal error|Not tainted|"echo 0 >|$)/;
const MAX_OOPS = 200;

/** The module that failed stands for the file: a kernel's frames name no other. */
export const readOops: TraceReader = (lines, begin, stop) => {
  const head = OOPS.exec(lines[begin]);
  if (!head) return null;
  const found = head.findIndex((part, i) => i > 0 && part !== undefined);
  const frames: Frame[] = [];
  let end = begin + 1;
  for (let i = begin + 1; i < Math.min(stop, begin + MAX_OOPS); i++) {
    const at = AT.exec(lines[i]) ?? CALL.exec(lines[i]);
    if (at)
      frames.push({
        path: at[2] ?? 'kernel',
        line: null,
        name: at[1],
        tier: /^(?:panic|dump_stack|__warn|die|oops_end|page_fault|asm_|exc_|do_user_addr)/.test(at[1])
          ? 3
          : 0,
      });
    else if (!OOPS_LINE.test(lines[i])) break;
    end = i + 1;
    if (/---\[ end /.test(lines[i])) break;
  }
  const type = found === 5 ? 'Kernel panic' : 'kernel oops';
  const message = head[found].replace(/^Kernel panic - not syncing:? ?/, '');
  return foldChain([{ type, message, at: begin, frames }], begin, end);
};
