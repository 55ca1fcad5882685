/** Go's panics with their goroutines, Rust's panics with their backtraces, and chains of causes as anyhow writes them. */
import { type Frame, foldChain, numberOf, type Tier, type TraceReader } from './frame';

const PANIC = /(?:^|\s)(panic|fatal error): (.*)$|\bpanic serving \S+: (.*)$/;
const GOROUTINE = /^\s*goroutine \d+(?: gp=\S+ m=\S+)?(?: mp=\S+)? \[[^\]]{1,80}\]:/;
const GO_CALL =
  /^\s*(?:created by )?([\w./%@*()[\]-]{1,300}?)(?:\((?:[^()]{0,400}|\.\.\.)\)| in goroutine \d+)?\s*$/;
const GO_PLACE = /^\s+(\S[^:\n]{0,399}\.(?:go|s|c)):(\d{1,7})(?: \+0x[0-9a-f]+)?/;
const GO_ASIDE =
  /^\s*(?:\[signal |\[recovered\]|panic: |exit status \d|rax |rip |runtime stack:|main\.main\(\)$|$)/;
const MAX_BEFORE = 8;

export const readGo: TraceReader = (lines, begin, stop) => {
  const panic = PANIC.exec(lines[begin]);
  if (!panic) return null;
  let head = begin + 1;
  while (head < Math.min(stop, begin + MAX_BEFORE) && !GOROUTINE.test(lines[head])) head++;
  if (head >= stop || !GOROUTINE.test(lines[head])) return null;
  const frames: Frame[] = [];
  let end = head + 1;
  let numGoroutines = 1;
  for (let i = head + 1; i < stop; i++) {
    const place = GO_PLACE.exec(lines[i]);
    const isCall = !place && i + 1 < stop && GO_PLACE.test(lines[i + 1]);
    if (place) {
      const name = GO_CALL.exec(lines[i - 1])?.[1] ?? null;
      // Only the goroutine that panicked tells where.
      if (numGoroutines === 1) frames.push(goFrame(place[1], place[2], name));
      end = i + 1;
    } else if (GOROUTINE.test(lines[i])) {
      numGoroutines++;
      end = i + 1;
    } else if (!isCall && !GO_ASIDE.test(lines[i])) break;
  }
  const type = panic[1] ?? 'panic';
  const message = (panic[2] ?? panic[3]).replace(/ \[recovered\].*$/, '');
  return foldChain([{ type, message, at: begin, frames: afterPanic(frames) }], begin, end);
};

/** What stands before the call of panic ran while the stack was unwound. */
function afterPanic(frames: Frame[]): Frame[] {
  const at = frames.findLastIndex(({ name }) => name === 'panic' || name === 'runtime.gopanic');
  return at < 0 ? frames : frames.slice(at + 1);
}

function goFrame(path: string, line: string, name: string | null): Frame {
  const isRuntime =
    /\/(?:usr\/local\/go|go|libexec|golang\/[\d.]+)\/src\/|^\/?src\/runtime\/|\/toolchain@v[^/]+\/src\//.test(
      path,
    ) && !/\/go\/src\/[\w-]+\.[a-z]+\//.test(path);
  const tier: Tier = isRuntime ? 3 : /\/pkg\/mod\/|\/vendor\//.test(path) ? 2 : 0;
  return { path, line: numberOf(line), name, tier };
}

const RUST_NEW =
  /thread '([^']{0,80})' (?:\(\d+\) )?panicked at ([^\s':]{1,400}):(\d{1,7})(?::\d{1,7})?:\s*$/;
const RUST_OLD = /thread '([^']{0,80})' panicked at '(.*)', (\S{1,400}?):(\d{1,7})(?::\d{1,7})?\s*$/;
const RUST_OPEN = /thread '([^']{0,80})' panicked at '(.*)$/;
const RUST_FRAME = /^\s*\d{1,4}: (?:0x[0-9a-f]+ - )?(\S.{0,300})$/;
const RUST_PLACE = /^\s+at (\S{1,400}?):(\d{1,7})(?::\d{1,7})?\s*$/;
const RUST_ASIDE = /^\s*(?:stack backtrace:|note: |$)/;

export const readRust: TraceReader = (lines, begin, stop) => {
  const fresh = RUST_NEW.exec(lines[begin]);
  const old = fresh ? null : RUST_OLD.exec(lines[begin]);
  const open = fresh || old ? null : RUST_OPEN.exec(lines[begin]);
  if (!fresh && !old && !open) return null;
  const messages = [old?.[2] ?? open?.[2] ?? ''];
  const frames: Frame[] = [];
  let end = begin + 1;
  let path = fresh?.[2] ?? old?.[3] ?? null;
  let num = fresh?.[3] ?? old?.[4];
  for (let i = begin + 1; i < stop; i++) {
    const place = RUST_PLACE.exec(lines[i]);
    if (place) {
      const name = RUST_FRAME.exec(lines[i - 1])?.[1] ?? null;
      frames.push({ path: place[1], line: numberOf(place[2]), name, tier: rustTier(place[1]) });
    } else if (!RUST_FRAME.test(lines[i]) && !RUST_ASIDE.test(lines[i])) {
      // The message stands below its head, or an assertion goes on with 'left:' and 'right:'.
      const goesOn = (fresh && i === begin + 1) || /^\s+(?:left|right): /.test(lines[i]);
      const closes =
        open && path === null ? /^(.*)', (\S{1,400}?):(\d{1,7})(?::\d{1,7})?\s*$/.exec(lines[i]) : null;
      if (closes) [, , path, num] = closes;
      else if (!goesOn) break;
      messages.push((closes?.[1] ?? lines[i]).trim());
    }
    if (lines[i].trim() !== '') end = i + 1;
  }
  // The panic's own place leads where the backtrace holds no own frame.
  if (path !== null) {
    const tier = rustTier(path);
    if (tier === 0)
      frames.unshift({
        path,
        line: numberOf(num),
        name: frames.find((each) => each.path.endsWith(path ?? '\n'))?.name ?? null,
        tier,
      });
  }
  const message = messages.filter((each) => each !== '').join(' ');
  return foldChain([{ type: 'panic', message, at: begin, frames }], begin, end);
};

function rustTier(path: string): Tier {
  if (/\/rustc\/|^library\/(?:std|core|alloc)|\/rustlib\//.test(path)) return 3;
  return /\.cargo[/\\](?:registry|git)|[/\\]vendor[/\\]/.test(path) ? 2 : 0;
}

/** 'Error: text', a blank line, 'Caused by:', '0: text', '1: text': the last one is the innermost. */
export const readChain: TraceReader = (lines, begin, stop) => {
  const head = /^\s*(Error|error): (.{1,600})$/.exec(lines[begin]);
  if (!head) return null;
  let at = begin + 1;
  while (at < Math.min(stop, begin + 3) && lines[at].trim() === '') at++;
  if (at >= stop || !/^\s*Caused by:\s*$/.test(lines[at])) return null;
  let [message, causeAt, end] = [head[2], begin, at + 1];
  for (let i = at + 1; i < Math.min(stop, at + 40); i++) {
    const step = /^\s{2,}(?:\d+: )?(\S.*)$/.exec(lines[i]);
    if (!step) break;
    [message, causeAt, end] = [step[1], i, i + 1];
  }
  return foldChain([{ type: head[1], message, at: causeAt, frames: [] }], begin, end);
};
