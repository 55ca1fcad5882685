/**
 * Scans one shard. In: its bytes and a job (plan, state of the open record). Out: columns, local kinds and shapes,
 * gaps, and what belongs to the record before. Deterministic; the same lines give the same records wherever shards are
 * cut. No string a line: millions of lines have a few thousand shapes, and only these are kept as text.
 */
import type { Gap } from '../../../contracts/tables';
import { CARRIAGE_RETURN, COLON, LINE_FEED } from '../../lib/ascii';
import { isDigit, skipBlanks, skipNuls } from '../../lib/bytes';
import { createHeader, FOLLOWS_NOTHING, type HeaderParser, STREAM_CUT, STREAM_UNKNOWN } from '../header';
import { LineLister } from '../kernel/line-lister';
import { kernelOf, LINE_BLOCK, withKernel } from '../kernel/scan-kernel';
import { takeAsMessage } from '../level-message';
import { MAX_LINE_READ, MAX_RECORD_BYTES, MAX_RECORD_LINES, MAX_UNPARSED_LISTED } from '../limits';
import { createParsersOf } from '../plan-parsers';
import { bomLength, looksLikeContinuation } from '../sample';
import { hasImpossibleTime } from '../time/impossible-time';
import { belongsTo, IN_TRACE, setMoment } from '../trace-lines';
import type { Carry, ShardJob, ShardResult } from '../types';
import { scanBlockShard } from './shard-blocks';
import { ShardColumns } from './shard-columns';
import { scanCsvShard } from './shard-csv';

/**
 * Throws only on a plan that names no known format. Bytes beyond the job's range must not be given. `fast`: with the
 * WebAssembly kernel where it runs; the result is the same.
 */
export function scanShard(bytes: Uint8Array, job: ShardJob, fast = true): ShardResult {
  // What is scanned may be the kernel's copy, which the next shard overwrites: that is not what is given back.
  const scan = (held: Uint8Array): ShardResult => {
    // Asked first: keys may make the kernel's memory grow, and then nobody can tell that it held these bytes.
    const isAscii = kernelOf(held)?.wasm.isAscii(held.length) === 1;
    return { ...scanHeld(held, { ...job, wantBytes: false }), isAscii };
  };
  const result = fast ? withKernel(bytes, scan) : scan(bytes);
  return job.wantBytes ? { ...result, bytes: bytes.subarray(0, result.end - result.begin) } : result;
}

function scanHeld(bytes: Uint8Array, job: ShardJob): ShardResult {
  if (job.plan.style === 'csv') return scanCsvShard(bytes, job);
  return job.plan.style === 'blocks' ? scanBlockShard(bytes, job) : new LineScan(bytes, job).run();
}

class LineScan {
  private readonly bytes: Uint8Array;
  private readonly job: ShardJob;
  private readonly columns: ShardColumns;
  private readonly parsers: readonly HeaderParser[];
  private readonly header = createHeader();
  private readonly gaps: Gap[] = [];
  private readonly unparsedLines: number[] = [];
  private numUnparsed = 0;
  private numLines = 0;
  private leadingBytes = 0;
  private leadingLines = 0;
  /** Open record: whether there is one, its continuation lines (those in this shard apart) and bytes. */
  private open: boolean;
  private lines: number;
  private recordBytes: number;
  private stream: number;
  private leadingStream: number | undefined;
  private extra = 0;

  constructor(bytes: Uint8Array, job: ShardJob) {
    this.bytes = bytes;
    this.job = job;
    this.columns = new ShardColumns(job.plan, bytes);
    this.parsers = createParsersOf(job.plan);
    this.open = job.carry.hasRecord;
    this.lines = job.carry.lines;
    this.recordBytes = job.carry.bytes;
    this.stream = job.carry.stream;
  }

  run(): ShardResult {
    const size = this.bytes.length;
    const lister = new LineLister(this.bytes);
    const { ends } = lister;
    let at = this.start();
    for (let block = at; block < size; block += LINE_BLOCK) {
      const num = lister.list(block, Math.min(size, block + LINE_BLOCK));
      for (let i = 0; i < num; i++) {
        const end = ends[i];
        this.line(at, end, end + 1);
        at = end + 1;
      }
    }
    if (at < size) this.line(at, size, size);
    this.columns.addExtra(this.extra);
    return this.result();
  }

  /** Steps over a byte order mark, and over the rest of a line that the shard before holds the beginning of. */
  private start(): number {
    const { bytes, job } = this;
    const bom = job.begin === 0 ? bomLength(bytes) : 0;
    if (bom > 0) this.gaps.push({ begin: 0, end: bom, reason: 'byte-order-mark' });
    if (!job.carry.midLine) return bom;
    const found = bytes.indexOf(LINE_FEED);
    const end = found < 0 ? bytes.length : found + 1;
    this.leadingBytes = end;
    this.recordBytes += end;
    return end;
  }

  private line(begin: number, lineEnd: number, next: number): void {
    const { bytes } = this;
    let end = lineEnd - begin > MAX_LINE_READ ? begin + MAX_LINE_READ : lineEnd;
    if (end > begin && bytes[end - 1] === CARRIAGE_RETURN) end--;
    if (this.starts(begin, end)) {
      this.columns.addExtra(this.extra);
      this.columns.add(bytes, begin, end, this.header);
      this.open = true;
      this.extra = 0;
      this.lines = 0;
      this.recordBytes = next - begin;
      this.stream = this.streamOfStart();
    } else if (this.open) this.continueRecord(next - begin);
    else this.blankBeforeFirst(begin, next);
    this.numLines++;
  }

  private continueRecord(size: number): void {
    this.lines++;
    this.recordBytes += size;
    if (this.columns.length > 0) {
      this.extra++;
      return;
    }
    this.leadingBytes += size;
    this.leadingLines++;
  }

  private blankBeforeFirst(begin: number, next: number): void {
    const { begin: base } = this.job;
    const last = this.gaps.at(-1);
    this.leadingLines++;
    if (last?.reason === 'blank-lines' && last.end === base + begin)
      this.gaps[this.gaps.length - 1] = { ...last, end: base + next };
    else this.gaps.push({ begin: base + begin, end: base + next, reason: 'blank-lines' });
  }

  /** Whether the line starts a record; then the header holds its parts. */
  private starts(lineBegin: number, end: number): boolean {
    const { bytes } = this;
    const begin = bytes[lineBegin] === 0 ? skipNuls(bytes, lineBegin, end) : lineBegin;
    const content = skipBlanks(bytes, begin, end);
    if (content === end) return this.open && !this.fits() ? this.startUnparsed(begin, end, false) : false;
    if (this.job.plan.style === 'timed') {
      if (this.parse(begin, end)) return !this.continues();
      if (this.open && this.fits()) {
        if (this.job.plan.paragraphs) return false;
        if (hasImpossibleTime(bytes, begin, end)) return this.startUnparsed(begin, end, true);
        if (looksLikeLostHeader(bytes, begin, end)) this.countUnparsed();
        return false;
      }
    } else {
      if (this.open && this.fits() && looksLikeContinuation(bytes, begin, end)) return false;
      if (this.parse(begin, end)) return !this.continues();
    }
    return this.startUnparsed(begin, end, !looksLikeContinuation(bytes, begin, end));
  }

  /** Whether what the line's envelope holds is the rest of the open record. */
  private continues(): boolean {
    const { header } = this;
    setMoment(header);
    if (!this.open || !this.fits()) return false;
    if (this.stream === STREAM_CUT) {
      this.stream = header.stream;
      return true;
    }
    const follows = header.follows !== FOLLOWS_NOTHING;
    // Whose record is open here is not known: the assembly sees whether it is this stream's.
    if (this.stream === STREAM_UNKNOWN && follows) this.stream = this.leadingStream = header.stream;
    if (this.stream < 0 || !(follows || this.stream & IN_TRACE) || !belongsTo(this.stream, header))
      return false;
    this.stream |= IN_TRACE;
    return true;
  }

  /** A record may begin with a trace. */
  private streamOfStart(): number {
    const { stream, follows } = this.header;
    return stream >= 0 && follows !== FOLLOWS_NOTHING ? stream | IN_TRACE : stream;
  }

  private fits(): boolean {
    return this.lines < MAX_RECORD_LINES && this.recordBytes < MAX_RECORD_BYTES;
  }

  private parse(begin: number, end: number): boolean {
    for (const parser of this.parsers) if (parser(this.bytes, begin, end, this.header)) return true;
    return false;
  }

  private startUnparsed(begin: number, end: number, counted: boolean): true {
    takeAsMessage(this.header, this.bytes, begin, end);
    if (counted) this.countUnparsed();
    return true;
  }

  private countUnparsed(): void {
    this.numUnparsed++;
    if (this.unparsedLines.length < MAX_UNPARSED_LISTED) this.unparsedLines.push(this.numLines);
  }

  private result(): ShardResult {
    const { job, bytes } = this;
    const { fileIdx, shardIdx, begin } = job;
    const endsMidLine = !job.last && bytes.length > 0 && bytes[bytes.length - 1] !== LINE_FEED;
    const carryOut: Carry = {
      hasRecord: this.open,
      lines: this.lines,
      bytes: this.recordBytes,
      stream: this.stream,
      midLine: endsMidLine,
    };
    return {
      fileIdx,
      shardIdx,
      begin,
      end: begin + bytes.length,
      ...this.columns.take(),
      numLines: this.numLines,
      leadingBytes: this.leadingBytes,
      leadingLines: this.leadingLines,
      leadingStream: this.leadingStream,
      carryIn: job.carry,
      carryOut,
      numUnparsed: this.numUnparsed,
      unparsedLines: this.unparsedLines,
      gaps: this.gaps,
      bytes: job.wantBytes ? bytes : null,
    };
  }
}

/** A line within a record that has a clock near its start and is no stack trace: probably a record that we cannot read. */
function looksLikeLostHeader(bytes: Uint8Array, begin: number, end: number): boolean {
  if (looksLikeContinuation(bytes, begin, end)) return false;
  const stop = Math.min(end - 7, begin + 48);
  for (let i = begin; i < stop; i++) {
    if (bytes[i] !== COLON || bytes[i + 3] !== COLON || i < begin + 1) continue;
    if (isDigit(bytes[i - 1]) && isDigit(bytes[i + 1]) && isDigit(bytes[i + 2]) && isDigit(bytes[i + 4]))
      return true;
  }
  return false;
}
