// The top of an answer: how grave, the title, the log in one glance, impact, when, where.

import { Rows3 } from 'lucide-react';
import { Fragment, type ReactNode } from 'react';
import type { Statement } from '../../contracts/answer';
import type { Incident } from '../../contracts/incident';
import { stateInWords } from '../../core/wording/incident-state';
import { readInPart } from '../../core/wording/read-in-part';
import { named, t } from '../../words/t';
import { leadOf } from '../incidents/lead';
import { severityTone } from '../incidents/severity';
import { useResult, useView } from '../shared/app-context';
import { LogText } from '../shared/log-text';
import { rich } from '../shared/rich';
import { useClock } from '../shared/use-clock';
import { inZone } from '../shared/zone-text';
import { CopyTicket } from '../ticket/copy-ticket';
import { AnswerChart } from './answer-chart';
import { answerOf } from './answer-of';
import { StatementText } from './statement-text';

interface AnswerHeadProps {
  readonly incident: Incident;
  /** Of its title: 1 where nothing else is the title of the page. */
  readonly level: 1 | 2;
  /** Beside its own buttons. */
  readonly actions?: ReactNode;
  /** Below everything. */
  readonly children?: ReactNode;
}

export function AnswerHead({ incident, level, actions, children }: AnswerHeadProps) {
  const { timeline } = useResult();
  const { impact, when, where } = answerOf(incident);
  const isTimed = !Number.isNaN(incident.start);
  return (
    <section className="panel answer-head">
      <div className="answer-top">
        <State incident={incident} />
        <Actions incident={incident}>{actions}</Actions>
      </div>
      <div className="answer-title" data-testid={level === 1 ? 'verdict' : undefined}>
        <Title incident={incident} level={level} />
      </div>
      {timeline !== null && isTimed && <AnswerChart timeline={timeline} incident={incident} />}
      <dl className="answer-facts">
        <Fact label={t('Impact')} statements={impact === null ? [] : [impact]} incident={incident} />
        <Fact label={t('When')} statements={when} incident={incident} />
        <Fact label={t('Where')} statements={where} incident={incident} />
      </dl>
      {children}
    </section>
  );
}

function State({ incident }: { incident: Incident }) {
  const { timeline } = useResult();
  const clock = useClock();
  const logEndMs =
    timeline === null ? null : timeline.grid.startMs + timeline.grid.length * timeline.grid.windowMs;
  return (
    <p className="eyebrow answer-state" data-tone={severityTone(incident.severity)}>
      {stateInWords(incident, logEndMs)
        .map((words) => shown(inZone(words, clock, incident.end)))
        .join(' · ')}
    </p>
  );
}

/** In the language of the page. */
function shown(state: string): string {
  const time = /^over by (.+)$/.exec(state)?.[1];
  return time === undefined ? named(state) : t('over by {time}', { time });
}

function Title({ incident, level }: { incident: Incident; level: 1 | 2 }) {
  const Heading = level === 1 ? 'h1' : 'h2';
  const lead = leadOf(incident);
  const part = readInPart(useResult().problems);
  return (
    <>
      <Heading>
        <LogText text={incident.title} />
      </Heading>{' '}
      {lead?.usable != null && (
        <p className="answer-lead" title={lead.sentence}>
          {t('A warning was possible {inWords} before the outage.', { inWords: lead.inWords })}
        </p>
      )}
      {part !== null && (
        <p className="answer-in-part" data-testid="read-in-part">
          {rich('{logtext} What stands in the rest is not known.', { logtext: <LogText text={part} /> })}
        </p>
      )}
    </>
  );
}

function Actions({ incident, children }: { incident: Incident; children?: ReactNode }) {
  const showLines = useView((state) => state.showLines);
  const isTimed = !Number.isNaN(incident.start);
  return (
    <div className="answer-actions">
      <CopyTicket incident={incident} />
      <button
        type="button"
        className="button"
        onClick={() => showLines(isTimed ? { start: incident.start, end: incident.end } : {})}
      >
        <Rows3 size={14} aria-hidden="true" />
        {t('Its lines')}
      </button>
      {children}
    </div>
  );
}

interface FactProps {
  readonly label: string;
  readonly statements: readonly Statement[];
  readonly incident: Incident;
}

function Fact({ label, statements, incident }: FactProps) {
  if (statements.length === 0) return null;
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        {statements.map(({ text, evidence }, i) => (
          <Fragment key={text}>
            {i > 0 && ' · '}
            <StatementText text={text.replace(/\.$/, '')} evidence={evidence} incident={incident} />
          </Fragment>
        ))}
      </dd>
    </div>
  );
}
