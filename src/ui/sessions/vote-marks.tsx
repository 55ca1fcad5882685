// One mark a session detector: voted, did not, or has no score for this session.
import type { SessionVerdict } from '../../contracts/session-detectors';
import { JUDGE_LABELS } from './session-words';

interface VoteMarksProps {
  readonly detectors: readonly SessionVerdict[] | undefined;
  readonly session: number;
}

export function VoteMarks({ detectors = [], session }: VoteMarksProps) {
  const votes = detectors.map(({ name, score, vote }) => {
    const state = Number.isNaN(score[session]) ? 'none' : vote[session] === 1 ? 'yes' : 'no';
    return { name, state } as const;
  });
  const words = votes.map(({ name, state }) => `${JUDGE_LABELS[name]}: ${STATES[state]}`).join('; ');
  return (
    <span className="vote-marks" role="img" aria-label={words} title={words}>
      {votes.map(({ name, state }) => (
        <span key={name} className="vote-mark" data-vote={state}>
          {JUDGE_LABELS[name][0]}
        </span>
      ))}
    </span>
  );
}

const STATES = { yes: 'odd', no: 'not odd', none: 'no score' } as const;
