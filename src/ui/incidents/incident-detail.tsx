// One incident: what is handed over, then how it was investigated in four steps, and how it was found.

import { FileText } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { Incident } from '../../contracts/incident';
import { DETECTOR_LABELS, DETECTORS } from '../../contracts/scores';
import { leadInBrief } from '../../core/report/verdict';
import { countOf } from '../../words/count';
import { named, t } from '../../words/t';
import { AnswerView } from '../answer/answer-view';
import { NormalIncidentButton, NormalIncidentPanel } from '../normal/normal-incident';
import { useResult, useView } from '../shared/app-context';
import { formatNumber } from '../shared/format';
import { LogText } from '../shared/log-text';
import { rich } from '../shared/rich';
import { useClock } from '../shared/use-clock';
import { ContextStep } from './context-step';
import { FoundTrace } from './found-trace';
import { ChangesStep, HypothesesStep, RunbooksStep } from './later-steps';
import { leadOf } from './lead';

export function IncidentDetail({ incident }: { incident: Incident }) {
  const showTab = useView((state) => state.showTab);
  const [isMarking, setMarking] = useState(false);
  return (
    <div className="incident-detail" data-testid="incident-detail">
      <AnswerView
        incident={incident}
        level={2}
        actions={
          <>
            <button type="button" className="button" onClick={() => showTab('ticket')}>
              <FileText size={14} aria-hidden="true" />
              {t('Ticket')}
            </button>
            <NormalIncidentButton open={isMarking} onToggle={() => setMarking(!isMarking)} />
          </>
        }
      >
        {isMarking && <NormalIncidentPanel incident={incident} onDone={() => setMarking(false)} />}
      </AnswerView>
      <Step
        num={1}
        title={t('Context')}
        hint={t('what rose, fell, appeared or vanished, with the lines that show it')}
      >
        <ContextStep incident={incident} />
      </Step>
      <Step num={2} title={t('Runbooks')} hint={t('searched with the words of the evidence')}>
        <RunbooksStep incident={incident} />
      </Step>
      <Step num={3} title={t('Changes before')} hint={t('before, which is not to say caused by')}>
        <ChangesStep incident={incident} />
      </Step>
      <Step num={4} title={t('Hypotheses')} hint={t('each one cites its evidence')}>
        <HypothesesStep incident={incident} />
      </Step>
      <section className="panel">
        <div className="panel-head">
          <h3>{t('How it was found')}</h3>
        </div>
        <Found incident={incident} />
        <FoundTrace incident={incident} />
      </section>
    </div>
  );
}

interface StepProps {
  readonly num: number;
  readonly title: string;
  readonly hint: string;
  readonly children: ReactNode;
}

function Step({ num, title, hint, children }: StepProps) {
  return (
    <section className="panel step">
      <div className="panel-head">
        <span className="step-num num" aria-hidden="true">
          {num}
        </span>
        <h3>{title}</h3>
        <span className="faint">{hint}</span>
      </div>
      {children}
    </section>
  );
}

/** What was only read was found by what stands out in its lines: no window had votes. */
function Found({ incident }: { incident: Incident }) {
  const clock = useClock();
  const result = useResult();
  if (incident.basis === 'read')
    return (
      <>
        <p className="step-none muted">
          {t(
            'By reading: the log is too short to be compared with itself, or states no times, so no detector was asked.',
          )}
        </p>
        <Reasons incident={incident} />
      </>
    );
  const lead = leadOf(incident);
  return (
    <>
      <p className="step-none muted">
        {t('First confirmed {firstConfirmed} {zone}{what}', {
          firstConfirmed: clock.time(incident.firstConfirmed),
          zone: clock.zone,
          what: lead === null ? `; ${leadInBrief(incident, result)}.` : `. ${lead.sentence}`,
        })}
        {incident.outageReason !== null && (
          <>
            {' '}
            {rich('Outage: {logtext}.', {
              logtext: <LogText text={incident.outageReason.replace(/[.\s]+$/, '')} />,
            })}
          </>
        )}
      </p>
      <Votes incident={incident} />
    </>
  );
}

function Votes({ incident }: { incident: Incident }) {
  const { timeline } = useResult();
  const numWindows = incident.windowEnd - incident.windowBegin;
  return (
    <div className="votes">
      <ul className="vote-list">
        {DETECTORS.map((name) => {
          const abstained = timeline?.detectors.find((d) => d.name === name)?.abstained ?? null;
          const votes = incident.votes[name] ?? 0;
          return (
            <li key={name}>
              <span>{named(DETECTOR_LABELS[name])}</span>
              <span className="vote-bar" aria-hidden="true">
                <span style={{ width: `${numWindows === 0 ? 0 : (votes / numWindows) * 100}%` }} />
              </span>
              <span className="num muted">
                {abstained === null
                  ? t('{votes} of {windows}', {
                      votes: formatNumber(votes),
                      windows: countOf(numWindows, 'window'),
                    })
                  : t('abstained: {abstained}', { abstained })}
              </span>
            </li>
          );
        })}
      </ul>
      <Reasons incident={incident} />
    </div>
  );
}

function Reasons({ incident }: { incident: Incident }) {
  const clock = useClock();
  return (
    <ul className="reason-list">
      {incident.reasons.map((reason) => (
        <li key={`${reason.detector} ${reason.timeMs} ${reason.text}`}>
          {reason.detector !== undefined && (
            <span className="reason-from num faint">
              {named(DETECTOR_LABELS[reason.detector])}
              {reason.timeMs !== undefined &&
                t(', window of {timeMs}', { timeMs: clock.time(reason.timeMs) })}
            </span>
          )}
          <LogText text={reason.text} />
        </li>
      ))}
    </ul>
  );
}
