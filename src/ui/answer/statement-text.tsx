// A sentence of an answer: its code set apart, log text as text, and the lines that it rests on behind it.
import { Fragment } from 'react';
import type { Incident } from '../../contracts/incident';
import { Citation } from '../incidents/citation';
import { InlineCode } from '../shared/inline-code';

interface StatementTextProps {
  readonly text: string;
  /** Ids of evidence; those that the text names itself are not repeated. */
  readonly evidence: readonly string[];
  readonly incident: Incident;
}

export function StatementText({ text, evidence, incident }: StatementTextProps) {
  return (
    <>
      {/* Text at even places, ids of evidence at odd ones. */}
      {text.split(/\[(E\d+)\]/).map((piece, i) =>
        i % 2 === 1 ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no identity but their place.
          <Citation key={i} id={piece} incident={incident} />
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: as above.
          <InlineCode key={i} text={piece} />
        ),
      )}
      {evidence
        .filter((id) => !text.includes(`[${id}]`))
        .map((id) => (
          <Fragment key={id}>
            {' '}
            <Citation id={id} incident={incident} />
          </Fragment>
        ))}
    </>
  );
}
