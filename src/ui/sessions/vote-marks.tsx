// One mark a session detector: voted, did not, or has no score for this session.

import { SESSION_DETECTOR_ROWS } from '../../contracts/detectors';
import type { SessionVerdict } from '../../contracts/session-detectors';
import { named, words } from '../../words/t';

interface VoteMarksProps {
  readonly detectors: readonly SessionVerdict[] | undefined;
  readonly session: number;
}

export function VoteMarks({ detectors = [], session }: VoteMarksProps) {
  const votes = detectors.map(({ name, score, vote }) => {
    const state = Number.isNaN(score[session]) ? 'none' : vote[session] === 1 ? 'yes' : 'no';
    return { name, state } as const;
  });
  const words = votes
    .map(({ name, state }) => `${named(SESSION_DETECTOR_ROWS[name].label)}: ${STATES[state]}`)
    .join('; ');
  return (
    <span className="vote-marks" role="img" aria-label={words} title={words}>
      {votes.map(({ name, state }) => (
        <span key={name} className="vote-mark" data-vote={state}>
          {SESSION_DETECTOR_ROWS[name].label[0]}
        </span>
      ))}
    </span>
  );
}

const STATES = words({ yes: 'odd', no: 'not odd', none: 'no score' });
