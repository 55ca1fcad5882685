// A line of a log with its parts marked: by colour and by the form of their underline, and by name for a screen reader.

import { Fragment } from 'react';
import type { PartKind, SampleLine } from '../../contracts/file-sample';
import { words } from '../../words/t';
import { LogText } from '../shared/log-text';

const PART_NAMES: Readonly<Record<PartKind, string>> = words({
  time: 'time',
  level: 'level',
  source: 'source',
  message: 'message',
  rest: 'the rest',
});

export interface Piece {
  readonly kind: PartKind;
  readonly text: string;
}

/** The whole text in pieces: what no part covers is the rest. */
export function piecesOf({ text, parts }: Pick<SampleLine, 'text' | 'parts'>): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  const add = (kind: PartKind, begin: number, end: number): void => {
    if (end > begin) pieces.push({ kind, text: text.slice(begin, end) });
  };
  for (const { begin, end, kind } of parts) {
    add('rest', at, begin);
    add(kind, Math.max(begin, at), end);
    at = Math.max(at, end);
  }
  add('rest', at, text.length);
  return pieces;
}

export function PartText({ line }: { line: SampleLine }) {
  return piecesOf(line).map(({ kind, text }, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no identity but their place.
    <Fragment key={i}>
      {kind !== 'rest' && <span className="hidden-visually part-name">{PART_NAMES[kind]}: </span>}
      <span className="part" data-part={kind} title={kind === 'rest' ? undefined : PART_NAMES[kind]}>
        <LogText text={text} />
      </span>
    </Fragment>
  ));
}

const LEGEND = ['time', 'level', 'source', 'message', 'rest'] as const;

/** Read out it would only repeat what each part says of itself. */
export function PartLegend() {
  return (
    <ul className="part-legend" aria-hidden="true">
      {LEGEND.map((kind) => (
        <li key={kind}>
          <span className="part" data-part={kind}>
            {PART_NAMES[kind]}
          </span>
        </li>
      ))}
    </ul>
  );
}
