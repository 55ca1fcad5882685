// A stream from the person's yes to its end: connects, reads, and connects again when it is cut. In: a plan that was approved. Out: lines, and what
// happened; no gap is passed over in silence. Ends with a failure, or null where it ended by itself.
import type { ExchangeFailure } from '../../contracts/outgoing';
import type { StreamHappening } from '../../contracts/stream';
import { durationInShort } from '../../core/wording/duration';
import { countOf } from '../../core/wording/plural';
import type { Prepared } from '../prepare';
import { failed, whyUnreachable } from '../transport';
import { type Connecting, connectHttp, connectSocket, type Ended } from './connect';
import { type Decoder, type Reading, StreamMemory } from './decoder';
import { Interrupted, KeyRefused, Silent, StreamFault } from './fault';
import { addressAgain, type StreamPlan } from './plan';

export interface StreamSink {
  /** Resolves when more may come. */
  lines(bytes: Uint8Array): Promise<void>;
  happened(what: StreamHappening, text: string): void;
  /** The key was not accepted. */
  keyRefused(): void;
}

const FIRST_WAIT_MS = 1000;
const MOST_WAIT_MS = 30_000;
/** A connection that lasted so long was a good one. */
const GOOD_MS = 10_000;
const POLL_EVERY_MS = 1000;

const READINGS: Readonly<Record<Reading, string>> = {
  lines: 'lines over HTTP',
  events: 'server-sent events',
  messages: 'messages of a WebSocket',
  polled: 'answers that are asked for every second',
};

export class KeptStream {
  private readonly plan: StreamPlan;
  private readonly prepared: Prepared;
  private readonly stop: AbortSignal;
  private readonly sink: StreamSink;
  private readonly memory = new StreamMemory();
  private hasConnected = false;
  private hasLines = false;
  private tries = 0;
  private begunMs = 0;
  /** It was cut, and nobody was told yet how it goes on. */
  private cutMs: number | null = null;

  constructor(plan: StreamPlan, prepared: Prepared, stop: AbortSignal, sink: StreamSink) {
    this.plan = plan;
    this.prepared = prepared;
    this.stop = stop;
    this.sink = sink;
  }

  /** Never rejects. */
  async run(): Promise<ExchangeFailure | null> {
    for (;;) {
      try {
        const { reading, isHalf } = await this.connect();
        if (this.cutMs !== null) this.tellGap();
        if (reading === 'polled') await this.sleep(POLL_EVERY_MS);
        else if (this.endsThere(reading)) return this.ended();
        else await this.again(reading, new Interrupted('The server ended the connection.'), isHalf);
      } catch (error) {
        if (this.stop.aborted) return failed('stopped', 'It was stopped.');
        if (error instanceof KeyRefused) this.sink.keyRefused();
        if (!(error instanceof Interrupted))
          return failed(error instanceof StreamFault ? 'refused' : 'cut', (error as Error).message);
        if (!this.hasConnected) return failed('unreachable', await this.whyNone(error));
        try {
          await this.again(this.reading, error, this.isHalf);
        } catch {
          return failed('stopped', 'It was stopped.');
        }
      }
    }
  }

  private reading: Reading = 'lines';
  private decoder: Decoder | null = null;

  private get isHalf(): boolean {
    return this.decoder?.isHalf ?? false;
  }

  private connect(): Promise<Ended> {
    const { plan, prepared, memory, stop, hasConnected } = this;
    if (hasConnected) memory.begin();
    this.decoder = null;
    this.begunMs = Date.now();
    // A server that does not expect the header refuses it: every other time it is asked without.
    const { lastEventId } = memory.positions;
    const connecting: Connecting = {
      ...{ plan, prepared, memory, stop, isFirst: !hasConnected },
      url: addressAgain(prepared.url, plan, memory.positions),
      lastEventId: this.tries % 2 === 1 ? lastEventId : null,
      onConnected: (reading) => this.onConnected(reading),
      onLines: (lines, decoder) => this.onLines(lines, decoder),
    };
    return plan.isSocket ? connectSocket(connecting) : connectHttp(connecting);
  }

  private onConnected(reading: Reading): void {
    if (!this.hasConnected) this.sink.happened('connected', `Connected: ${READINGS[reading]}.`);
    this.hasConnected = true;
    this.reading = reading;
  }

  private async onLines(lines: Uint8Array, decoder: Decoder): Promise<void> {
    this.decoder = decoder;
    this.tellDropped(decoder);
    const { state } = this.memory.replay;
    const isLooking = state === 'looking' || state === 'passing';
    if (this.cutMs !== null && (lines.length > 0 || this.memory.positions.numRepeated > 0) && !isLooking)
      this.tellGap();
    if (lines.length === 0) return;
    this.hasLines = true;
    await this.sink.lines(lines);
    // It may have been stopped while nobody read.
    this.stop.throwIfAborted();
  }

  /** How it goes on after it was cut, as far as the stream shows it. */
  private tellGap(): void {
    const { cutMs, memory } = this;
    if (cutMs === null) return;
    this.cutMs = null;
    const { numRepeated, lastEventId } = memory.positions;
    const { state } = memory.replay;
    const after = `Connected again after ${durationInShort(Date.now() - cutMs)}.`;
    if (numRepeated > 0)
      this.sink.happened(
        'resumed',
        `${after} It goes on where it stopped: ${countOf(numRepeated, 'line')} came again and ${numRepeated === 1 ? 'was' : 'were'} taken once.`,
      );
    else if (state === 'resumed')
      this.sink.happened('resumed', `${after} It began anew, and goes on where it stopped.`);
    else if (state === 'other')
      this.sink.happened(
        'gap',
        `${after} It began as before and is another text: lines may be missing, or be there twice.`,
      );
    else if (lastEventId !== null && this.reading === 'events')
      this.sink.happened(
        'gap',
        `${after} The server was asked to go on after the last event; whether it left any out, the stream does not say.`,
      );
    else
      this.sink.happened(
        'gap',
        `${after} Nothing shows that it goes on where it stopped: what came between is missing, or may be.`,
      );
  }

  private tellDropped(decoder: Decoder): void {
    const numCut = decoder.cutBytes();
    if (numCut > 0)
      this.sink.happened(
        'dropped',
        `A line was longer than 1 MiB: ${countOf(numCut, 'byte')} of it were not taken.`,
      );
    const { numLeftOut } = this.memory;
    this.memory.numLeftOut = 0;
    if (numLeftOut > 0)
      this.sink.happened(
        'gap',
        `${countOf(numLeftOut, 'entry', 'entries')} did not come: the other side left them out, or its numbering passes over them.`,
      );
  }

  /** Without positions, and where nothing begins anew, an end is an end. */
  private endsThere(reading: Reading): boolean {
    const { positions } = this.memory;
    if (reading === 'events' || this.plan.goesOnByTime) return false;
    return positions.lastNs === null;
  }

  private ended(): ExchangeFailure | null {
    return this.hasLines ? null : failed('cut', 'The stream ended, and held no line.');
  }

  private async again(reading: Reading, { message, waitMs }: Interrupted, isHalf: boolean): Promise<void> {
    if (Date.now() - this.begunMs > GOOD_MS) this.tries = 0;
    this.cutMs ??= Date.now();
    const backoff = Math.min(MOST_WAIT_MS, FIRST_WAIT_MS * 2 ** this.tries++);
    const wait = Math.max(backoff, waitMs ?? 0);
    const half = isHalf
      ? ` Half ${reading === 'events' ? 'an event' : 'a line'} had come, and was not taken.`
      : '';
    this.sink.happened('cut', `${message}${half} It is asked again in ${durationInShort(wait)}.`);
    await this.sleep(wait);
  }

  private async whyNone(error: Interrupted): Promise<string> {
    if (error instanceof Silent) return error.message;
    const { origin, hostname } = new URL(this.prepared.url);
    if (!this.plan.isSocket) return whyUnreachable(new URL(this.prepared.url));
    return `${error.message} Is ${hostname} right, does the server run, does it take connections of the origin ${globalThis.origin}, and is the key right? A browser tells a page no reason. (${origin})`;
  }

  private sleep(ms: number): Promise<void> {
    const { stop } = this;
    return new Promise((resolve, reject) => {
      if (stop.aborted) return reject(stop.reason);
      const onStop = (): void => {
        clearTimeout(timer);
        reject(stop.reason);
      };
      const timer = setTimeout(() => {
        stop.removeEventListener('abort', onStop);
        resolve();
      }, ms);
      stop.addEventListener('abort', onStop, { once: true });
    });
  }
}
