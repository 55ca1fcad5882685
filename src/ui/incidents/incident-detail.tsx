// One incident: when, how it was found, and the four steps of the investigation.
import { FileText, Rows3 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { Incident } from '../../contracts/incident';
import { DETECTOR_LABELS, DETECTORS } from '../../contracts/scores';
import { countOf } from '../../core/wording/plural';
import { leadInBrief } from '../../store/summary';
import { NormalIncidentButton, NormalIncidentPanel } from '../normal/normal-incident';
import { useResult, useView } from '../shared/app-context';
import { formatNumber } from '../shared/format';
import { LogText } from '../shared/log-text';
import { formatTime } from '../shared/time';
import { ContextStep } from './context-step';
import { ChangesStep, HypothesesStep, HypothesisText, RunbooksStep } from './later-steps';
import { leadOf } from './lead';
import { LeadFigure } from './lead-figure';

export function IncidentDetail({ incident }: { incident: Incident }) {
  const showLines = useView((state) => state.showLines);
  const showTab = useView((state) => state.showTab);
  const [isMarking, setMarking] = useState(false);
  const result = useResult();
  const lead = leadOf(incident);
  return (
    <article className="incident-detail" data-testid="incident-detail">
      <header className="incident-head panel">
        <div className="incident-title">
          <p className="eyebrow">
            {incident.id} · {incident.kind} · {incident.severity}
          </p>
          <h2>{incident.title}</h2>
          <p className="muted">
            First confirmed {formatTime(incident.firstConfirmed)} UTC
            {lead === null ? `; ${leadInBrief(incident, result)}.` : `. ${lead.sentence}`}
            {incident.outageReason !== null && ` Outage: ${incident.outageReason.replace(/[.\s]+$/, '')}.`}
          </p>
        </div>
        <div className="incident-actions">
          <button
            type="button"
            className="button"
            onClick={() => showLines({ start: incident.start, end: incident.end })}
          >
            <Rows3 size={14} aria-hidden="true" />
            Its lines
          </button>
          <NormalIncidentButton open={isMarking} onToggle={() => setMarking(!isMarking)} />
          <button type="button" className="button primary" onClick={() => showTab('ticket')}>
            <FileText size={14} aria-hidden="true" />
            Ticket
          </button>
        </div>
        {isMarking && <NormalIncidentPanel incident={incident} onDone={() => setMarking(false)} />}
        {incident.hypotheses.length > 0 && (
          <p className="incident-likely">
            <strong>{READING[incident.hypotheses[0].confidence]}:</strong>{' '}
            <HypothesisText hypothesis={incident.hypotheses[0]} incident={incident} />
          </p>
        )}
        <LeadFigure incident={incident} />
      </header>
      <Step num={1} title="Context" hint="what rose, fell, appeared or vanished, with the lines that show it">
        <ContextStep incident={incident} />
      </Step>
      <Step num={2} title="Runbooks" hint="searched with the words of the evidence">
        <RunbooksStep incident={incident} />
      </Step>
      <Step num={3} title="Changes before" hint="before, which is not to say caused by">
        <ChangesStep incident={incident} />
      </Step>
      <Step num={4} title="Hypotheses" hint="each one cites its evidence">
        <HypothesesStep incident={incident} />
      </Step>
      <section className="panel">
        <div className="panel-head">
          <h3>Why it was flagged</h3>
        </div>
        <Votes incident={incident} />
      </section>
    </article>
  );
}

/** How much the first hypothesis is worth, before it is read. */
const READING = { high: 'Most likely', medium: 'Possibly', low: 'A hint, no more' } as const;

function Step({
  num,
  title,
  hint,
  children,
}: {
  num: number;
  title: string;
  hint: string;
  children: ReactNode;
}) {
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
              <span>{DETECTOR_LABELS[name]}</span>
              <span className="vote-bar" aria-hidden="true">
                <span style={{ width: `${numWindows === 0 ? 0 : (votes / numWindows) * 100}%` }} />
              </span>
              <span className="num muted">
                {abstained === null
                  ? `${formatNumber(votes)} of ${countOf(numWindows, 'window')}`
                  : `abstained: ${abstained}`}
              </span>
            </li>
          );
        })}
      </ul>
      <ul className="reason-list">
        {incident.reasons.map((reason) => (
          <li key={`${reason.detector} ${reason.timeMs} ${reason.text}`}>
            {reason.detector !== undefined && (
              <span className="reason-from num faint">
                {DETECTOR_LABELS[reason.detector]}
                {reason.timeMs !== undefined && `, window of ${formatTime(reason.timeMs)}`}
              </span>
            )}
            <LogText text={reason.text} />
          </li>
        ))}
      </ul>
    </div>
  );
}
