/** What is told of a Windows event log that was read. In: what was met. Out: Problems, with the byte of the file. */
import type { Problem } from '../../contracts/units';
import { countOf, plural } from '../../core/wording/plural';
import { problem } from '../../core/wording/problem';
import { makeTextOf } from '../binary-log';
import { CHUNK_BYTES, FILE_HEADER_BYTES } from './chunks';

export interface EventTally {
  numEvents: number;
  numChunks: number;
  /** Events and chunks left out, as nothing can be read where they should be. */
  numBad: number;
  /** Chunks whose bytes are not what their checksum says, though all of their events could be read. */
  numUnsound: number;
  /** The first place of what is left out, and the first such chunk. */
  badAt: number | null;
  unsoundAt: number | null;
}

export function unknownProblem(name: string): Problem {
  const message = `${name} is a binary Windows event log of a kind that is not read here, and is left out. ${makeTextOf('evtx', name)}`;
  return problem('error', 'binary-log', message, { file: name });
}

export function eventProblems(name: string, size: number, tally: EventTally): Problem[] {
  const { numEvents, numBad, numUnsound, badAt, unsoundAt } = tally;
  if (numEvents === 0 && numBad === 0 && !isCut(size))
    return [problem('warning', 'empty-file', `${name} holds no events and is left out.`, { file: name })];
  const problems: Problem[] = [];
  const severity = numEvents === 0 ? 'error' : 'warning';
  const read =
    numEvents === 0
      ? `nothing could be read and it is left out. ${makeTextOf('evtx', name)}`
      : `${countOf(numEvents, 'event')} could be read.`;
  if (isCut(size)) {
    const message = `${name} ends too early, at byte ${size}: it was cut off; ${read}`;
    problems.push(problem(severity, 'truncated-event-log', message, { file: name, byteOffset: size }));
  } else if (numBad > 0) {
    const message = `${name} is damaged in ${countOf(numBad, 'place')}, the first at byte ${badAt}; ${read}`;
    problems.push(problem(severity, 'damaged-event-log', message, { file: name, byteOffset: badAt }));
  }
  if (numEvents === 0) return problems;
  if (numUnsound > 0) {
    const message = `${countOf(numUnsound, 'chunk')} of ${name} ${plural(numUnsound, 'is', 'are')} not what ${plural(numUnsound, 'its checksum says', 'their checksums say')}, the first at byte ${unsoundAt}: values of ${plural(numUnsound, 'its', 'their')} events may be wrong.`;
    problems.push(problem('warning', 'event-log-checksum', message, { file: name, byteOffset: unsoundAt }));
  }
  const message = `${name} is a binary Windows event log. It was read as the XML of its events, one a line: lines and bytes are those of that text. The sentences that Windows shows for them are not in the file. ${makeTextOf('evtx', name)}`;
  return [...problems, problem('info', 'event-log-as-text', message, { file: name })];
}

/** It ends within its head or a chunk. */
const isCut = (size: number): boolean =>
  size < FILE_HEADER_BYTES || (size - FILE_HEADER_BYTES) % CHUNK_BYTES !== 0;
