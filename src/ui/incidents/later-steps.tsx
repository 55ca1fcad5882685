// Steps 2 to 4: runbooks with their first actions, changes before, hypotheses with their citations.

import { BookOpen, GitCommitVertical, History, StickyNote } from 'lucide-react';
import type { Hypothesis } from '../../contracts/hypothesis';
import type { ChangeBefore, Incident, RunbookHit } from '../../contracts/incident';
import { t } from '../../words/t';
import { StatementText } from '../answer/statement-text';
import { useView } from '../shared/app-context';
import { formatNumber } from '../shared/format';
import { InlineCode } from '../shared/inline-code';
import { LogText } from '../shared/log-text';
import { ShowMore } from '../shared/show-more';
import { useClock } from '../shared/use-clock';
import { confidenceTone } from './severity';

export function RunbooksStep({ incident }: { incident: Incident }) {
  if (incident.runbooks.length === 0)
    return <p className="step-none muted">{t('No runbook or post-mortem speaks of these symptoms.')}</p>;
  return (
    <ul className="runbook-list">
      {incident.runbooks.map((runbook, i) => (
        <Runbook key={runbook.id} runbook={runbook} open={i === 0} />
      ))}
    </ul>
  );
}

const RUNBOOK_ICONS = { runbook: BookOpen, postmortem: History, note: StickyNote } as const;

function Runbook({ runbook, open }: { runbook: RunbookHit; open: boolean }) {
  const Icon = RUNBOOK_ICONS[runbook.kind];
  return (
    <li>
      <details className="runbook" open={open}>
        <summary>
          <Icon size={15} aria-hidden="true" />
          <strong>{runbook.title}</strong>
          <span className="chip">{runbook.kind === 'postmortem' ? t('post-mortem') : runbook.kind}</span>
          <span className="spacer" />
          <span className="faint num">{t('score {score}', { score: formatNumber(runbook.score, 1) })}</span>
        </summary>
        <p className="muted">
          {t('Matched:')}{' '}
          {runbook.matched.map((word, i) => (
            <span key={word}>
              {i > 0 && ', '}
              <LogText text={word} />
            </span>
          ))}
        </p>
        <ol className="runbook-actions">
          {runbook.actions.map((action) => (
            <li key={action}>
              <InlineCode text={action} />
            </li>
          ))}
        </ol>
      </details>
    </li>
  );
}

export function ChangesStep({ incident }: { incident: Incident }) {
  if (incident.changes.length === 0)
    return (
      <p className="step-none muted">
        {t(
          'No change is known before it. Drop a CSV or JSON of changes with the logs to have them compared.',
        )}
      </p>
    );
  return (
    <ShowMore items={incident.changes} shown={4} what={t('earlier changes')}>
      {(items) => (
        <ul className="change-list">
          {items.map((change) => (
            <ChangeRow key={`${change.change.timeMs} ${change.change.what}`} before={change} />
          ))}
        </ul>
      )}
    </ShowMore>
  );
}

function ChangeRow({ before: { change, minutesBefore } }: { before: ChangeBefore }) {
  const clock = useClock();
  const showRow = useView((state) => state.showRow);
  return (
    <li>
      <GitCommitVertical size={15} aria-hidden="true" />
      <span className="chip" data-tone="hand">
        {change.kind}
      </span>
      <span>
        <LogText text={change.what} />
        <span className="faint">
          {' '}
          · {clock.time(change.timeMs)} ·{' '}
          {change.row === null ? (
            <LogText text={change.source} />
          ) : (
            <button type="button" className="plain-button text-link" onClick={() => showRow(change.row ?? 0)}>
              <LogText text={change.source} />
            </button>
          )}
        </span>
      </span>
      <span className="spacer" />
      <strong className="num">
        {t('{minutesBefore} min before', { minutesBefore: formatNumber(minutesBefore, 1) })}
      </strong>
    </li>
  );
}

export function HypothesesStep({ incident }: { incident: Incident }) {
  if (incident.hypotheses.length === 0)
    return (
      <p className="step-none muted">{t('The evidence supports no hypothesis that could be stated.')}</p>
    );
  return (
    <ol className="hypothesis-list">
      {incident.hypotheses.map((hypothesis) => (
        <HypothesisRow key={hypothesis.text} hypothesis={hypothesis} incident={incident} />
      ))}
    </ol>
  );
}

function HypothesisRow({ hypothesis, incident }: { hypothesis: Hypothesis; incident: Incident }) {
  return (
    <li>
      <span className="chip" data-tone={confidenceTone(hypothesis.confidence)}>
        {hypothesis.confidence}
      </span>
      <p>
        <StatementText text={hypothesis.text} evidence={hypothesis.evidence} incident={incident} />
      </p>
    </li>
  );
}
