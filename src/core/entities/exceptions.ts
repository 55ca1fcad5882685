/**
 * Traces folded to what matters: the innermost cause, and where in the program's own code it was thrown. In: a record, or lines that
 * follow each other. Out: FoldedException, or the spans of lines that are traces. Java and its kin, Python, Go, Node, Rust, .NET, Ruby, PHP, Elixir,
 * C++ and sanitizers, kernel oopses. Time grows with the characters that are looked at, which are bounded.
 */
import type { FoldedException } from '../../contracts/answer';
import { bareLine } from './bare-line';
import { isAtFrame, readAtFrames } from './traces/at-frames';
import { readBeam } from './traces/beam';
import type { Trace, TraceReader } from './traces/frame';
import { readChain, readGo, readRust } from './traces/go-rust';
import { readNative, readOops } from './traces/native';
import { readPython } from './traces/python';
import { readPhp, readRuby } from './traces/ruby-php';

/** Lines of one trace that are looked at; deeper ones are cut. */
const MAX_LINES = 2000;
const MAX_TEXT = 400_000;

/** In this order: what is marked plainly before what is told by its frames alone. */
const READERS: readonly TraceReader[] = [
  readPython,
  readGo,
  readRust,
  readPhp,
  readBeam,
  readNative,
  readOops,
  readAtFrames,
  readRuby,
  readChain,
];

/** The trace that a record holds, the first one where it holds several; null: none. */
export function foldException(text: string): FoldedException | null {
  const lines = text
    .slice(0, MAX_TEXT)
    .split(/\r\n|[\r\n]/, MAX_LINES)
    .map(bareLine);
  return firstTrace(lines)?.exception ?? null;
}

function firstTrace(lines: readonly string[]): Trace | null {
  for (let at = 0; at < lines.length; at++) {
    const found = traceAt(lines, at);
    if (found) return found;
  }
  return null;
}

/**
 * Traces among lines that follow each other, in order and disjoint.
 * @param lines as bareLine leaves them
 */
export function findTraces(lines: readonly string[]): readonly Trace[] {
  const found: Trace[] = [];
  for (let at = 0; at < lines.length; ) {
    const trace = traceAt(lines, at);
    if (trace) found.push(trace);
    at = trace ? Math.max(trace.end, at + 1) : at + 1;
  }
  return found;
}

/** A word without which no line begins a trace: most lines are passed over by it. */
const MAY_BEGIN =
  /Traceback|panic|fatal error|Error|Exception|Throwable|Failure|Fault|Timeout|Interrupt|Sanitizer|signal SIG|terminate called|BUG|Unable to handle|protection fault|INFO: task|Uncaught|\bNext |\[object\]|:in [`']|^\s*error: |NotFound|Invalid|(?:\w\.){2}|^\s*\*\* \(/;

function traceAt(lines: readonly string[], at: number): Trace | null {
  if (!MAY_BEGIN.test(lines[at]) && !(at + 1 < lines.length && isAtFrame(lines[at + 1]))) return null;
  const stop = Math.min(lines.length, at + MAX_LINES);
  for (const read of READERS) {
    const trace = read(lines, at, stop);
    if (trace) return trace;
  }
  return null;
}
