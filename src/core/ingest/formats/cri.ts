/**
 * Container runtime logs (CRI): '2016-10-06T00:17:09.669794202Z stdout F message'. The message may have a header of its
 * own. A long message is written as several lines with P and a last one with F: files that have such are read in blocks.
 */
import { UPPER_P } from '../../lib/ascii';
import { createHeader, type HeaderParser, resetHeader } from '../header';
import { innerHeader } from '../inner';
import { timeParser } from '../time/time';
import { createPieceSplitter, FLAG_AT, isStream, joinPieces, MESSAGE_AT } from './cri-pieces';
import { type LogFormat, shareParsed } from './format';

interface CriParams {
  /** The file has partial lines. */
  readonly joined: boolean;
  readonly raw?: boolean;
}

const iso = timeParser('iso');
const parseRaw: HeaderParser = (bytes, begin, end, out) => {
  resetHeader(out, bytes, begin, end);
  const at = timeEnd(bytes, begin, end, out);
  if (at < 0) return false;
  out.messageBegin = Math.min(at + MESSAGE_AT, end);
  return true;
};

const parse: HeaderParser = (bytes, begin, end, out) => {
  if (!parseRaw(bytes, begin, end, out)) return false;
  innerHeader(bytes, out.messageBegin, end, out);
  return true;
};

/** Position after the time where stream and flag follow, or -1. */
function timeEnd(bytes: Uint8Array, begin: number, end: number, out: Parameters<HeaderParser>[3]): number {
  const at = iso(bytes, begin, end, out);
  return at >= 0 && isStream(bytes, at) ? at : -1;
}

export const criFormat: LogFormat = {
  id: 'cri',
  detect(sample, among = sample.counted) {
    const score01 = shareParsed(sample, among, parse);
    if (score01 === 0) return null;
    const out = createHeader();
    const joined = among.some((i) => {
      const at = timeEnd(sample.bytes, sample.begin[i], sample.end[i], out);
      return at >= 0 && sample.bytes[at + FLAG_AT] === UPPER_P;
    });
    // Together with other formats only lines can be read.
    const blocks = joined && score01 > MIN_BLOCKS;
    return { format: 'cri', score01, style: blocks ? 'blocks' : 'lines', params: { joined: blocks } };
  },
  createParser: (params) => {
    const { joined = false, raw = false } = (params ?? {}) as Partial<CriParams>;
    const own = raw ? parseRaw : parse;
    return joined ? joinPieces(own) : own;
  },
  createSplitter: createPieceSplitter,
  readsOn: (params) => (params as CriParams | null)?.joined === true,
};

const MIN_BLOCKS = 0.9;
