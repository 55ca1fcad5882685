/**
 * The source that a container states for the records within: attributes of a resource, labels of a stream, a log group. In: the text
 * between records, piece by piece. Out: the name that holds for the records behind it.
 */
import { CLOSE_BRACE, CLOSE_BRACKET, COLON, OPEN_BRACE, OPEN_BRACKET, QUOTE } from '../../lib/ascii';
import { decodeRange } from '../../lib/bytes';
import type { Enclosing } from '../types';
import { skipSpace } from './json-split';
import { stringEnd } from './json-walk';

/** Best first. */
const NAMES =
  'service.name, service_name, servicename, service, app, application, app_name, job, component, container, container_name, k8s.container.name, pod, k8s.pod.name, loggroup, log_group, logstream, log_stream, logger, source, name, host.name, hostname, host, instance, filename'.split(
    ', ',
  );
const MAX_NAME = 200;

export class EnclosingSource {
  private names: Enclosing[];

  /** `names`: as the shard before left them. */
  constructor(names: readonly Enclosing[]) {
    this.names = [...names];
  }

  /** To be handed to the next shard. */
  state(): readonly Enclosing[] {
    return this.names;
  }

  /** Bytes of the best name; null: none. */
  best(): Uint8Array | null {
    let best: Enclosing | null = null;
    for (const name of this.names) if (!best || name.rank <= best.rank) best = name;
    return best && new TextEncoder().encode(best.text);
  }

  /**
   * Text behind a record, to where the next begins; true: another name may be the best. Levels count from that of the record:
   * below 0 is what holds it.
   */
  step(bytes: Uint8Array, begin: number, end: number): boolean {
    const { length } = this.names;
    let level = 0;
    let key = '';
    let attribute = '';
    const found: { rank: number; text: string; scope: number }[] = [];
    for (let i = begin; i < end; i++) {
      const byte = bytes[i];
      if (byte === OPEN_BRACE || byte === OPEN_BRACKET) level++;
      else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
        level--;
        this.names = this.names.filter(({ scope }) => scope <= level);
        for (const name of found) name.scope = Math.min(name.scope, level);
      }
      if (byte !== QUOTE) continue;
      const close = stringEnd(bytes, i + 1, end);
      if (close < 0) break;
      const text = decodeRange(bytes, i + 1, Math.min(close, i + 1 + MAX_NAME));
      i = close;
      if (bytes[skipSpace(bytes, close + 1, end)] === COLON) {
        key = text;
        continue;
      }
      // OTLP: {"key": "service.name", "value": {"stringValue": "cart"}}.
      if (key === 'key') attribute = text;
      const name = key === 'stringValue' ? attribute : key;
      const rank = NAMES.indexOf(name.toLowerCase());
      if (rank >= 0 && text !== '') found.push({ rank, text, scope: level });
      if (key === 'stringValue') attribute = '';
    }
    if (found.length === 0 && level === 0) return this.names.length < length;
    // Where the text leaves its level, levels count from the new record's.
    this.names = [...this.names, ...found].map((name) => ({ ...name, scope: name.scope - level }));
    return true;
  }
}
