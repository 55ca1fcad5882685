// Who judges the sessions: where each ran, its threshold, how often it voted, what it has no score for, and its training.

import { useMemo } from 'react';
import { SESSION_DETECTOR_ROWS } from '../../contracts/detectors';
import type { SessionTable } from '../../contracts/scores';
import { SESSION_DETECTORS, type SessionVerdict } from '../../contracts/session-detectors';
import { countOnes } from '../../core/report/verdict';
import { upperFirst } from '../../core/wording/letter-case';
import { countOf } from '../../words/count';
import { elapsedInShort } from '../../words/duration';
import { named, t } from '../../words/t';
import { voteRule } from '../../words/vote-rule';
import { LossCurve } from '../overview/detector-table';
import { useResult } from '../shared/app-context';
import { formatNumber, formatScore } from '../shared/format';
import { ScrollX } from '../shared/scroll-x';

export function SessionJudges({ sessions: { detectors = [] } }: { sessions: SessionTable }) {
  const isEarly = useResult().isEarly === true;
  const votes = useMemo(() => detectors.map(({ vote }) => countOnes(vote)), [detectors]);
  if (detectors.length === 0) return null;
  const each = detectors
    .map(({ name }, i) => `${named(SESSION_DETECTOR_ROWS[name].label)} ${formatNumber(votes[i])}`)
    .join(', ');
  return (
    <details className="session-judges" data-testid="session-judges">
      <summary>
        {t('Votes: {each}. {what}', {
          each,
          what: isEarly ? t('The other two judges are still at work.') : ruleInWords(),
        })}
      </summary>
      <ScrollX label={t('Table of the judges of sessions')}>
        <table className="data-table">
          <thead>
            <tr>
              <th>{t('Judge')}</th>
              <th>{t('Ran on')}</th>
              <th className="right">{t('Threshold')}</th>
              <th className="right">{t('Votes')}</th>
              <th className="right">{t('No score')}</th>
              <th className="right">{t('Took')}</th>
              <th>{t('Training loss')}</th>
            </tr>
          </thead>
          <tbody>
            {detectors.map((verdict, i) => (
              <JudgeRow key={verdict.name} verdict={verdict} numVotes={votes[i]} />
            ))}
          </tbody>
        </table>
      </ScrollX>
      {detectors.map(({ name, pace }) =>
        pace === undefined ? null : (
          <p key={name} className="panel-foot faint">
            {named(SESSION_DETECTOR_ROWS[name].label)}: {pace}
          </p>
        ),
      )}
    </details>
  );
}

function ruleInWords(): string {
  return t('{rule} make a session odd; both, where only two can judge it.', {
    rule: upperFirst(voteRule(SESSION_DETECTORS.length)),
  });
}

function JudgeRow({ verdict, numVotes }: { verdict: SessionVerdict; numVotes: number }) {
  const { name, abstained, backend, threshold, score, seconds, lossCurve } = verdict;
  const numWithout = useMemo(
    () => score.reduce((sum, each) => sum + (Number.isNaN(each) ? 1 : 0), 0),
    [score],
  );
  if (abstained !== null)
    return (
      <tr>
        <td title={named(SESSION_DETECTOR_ROWS[name].help)}>{named(SESSION_DETECTOR_ROWS[name].label)}</td>
        <td colSpan={6} className="muted">
          {t('abstained: {abstained}', { abstained })}
        </td>
      </tr>
    );
  return (
    <tr>
      <td title={named(SESSION_DETECTOR_ROWS[name].help)}>{named(SESSION_DETECTOR_ROWS[name].label)}</td>
      <td className="mono">{backend}</td>
      <td className="right num">{threshold === null ? '–' : formatScore(threshold)}</td>
      <td className="right num">{formatNumber(numVotes)}</td>
      <td className="right num">{numWithout === 0 ? '–' : countOf(numWithout, 'session')}</td>
      <td className="right num">{seconds === 0 ? '–' : elapsedInShort(seconds)}</td>
      <td>
        <LossCurve losses={lossCurve} />
      </td>
    </tr>
  );
}
