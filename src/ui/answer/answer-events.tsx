// What happened: distinct events by time, each with the line that shows it.

import type { AnswerEvent } from '../../contracts/answer';
import type { Incident } from '../../contracts/incident';
import { countOf } from '../../words/count';
import { t } from '../../words/t';
import { Citation } from '../incidents/citation';
import { LogText } from '../shared/log-text';
import { isOneDay } from '../shared/time';
import { useClock } from '../shared/use-clock';
import { answerOf } from './answer-of';

interface AnswerEventsProps {
  readonly incident: Incident;
  readonly Heading: 'h2' | 'h3';
}

export function AnswerEvents({ incident, Heading }: AnswerEventsProps) {
  const clock = useClock();
  const events = answerOf(incident).whatHappened;
  if (events.length === 0) return null;
  const times = events.flatMap(({ timeMs }) => (timeMs === null ? [] : [timeMs]));
  const isDated = !isOneDay(times, clock);
  return (
    <section className="panel answer-events" aria-labelledby={`events-${incident.id}`}>
      <div className="panel-head">
        <Heading id={`events-${incident.id}`}>{t('What happened')}</Heading>
        {times.length > 0 && <span className="faint">{t('times in {zone}', { zone: clock.zone })}</span>}
      </div>
      <ol data-testid="what-happened">
        {events.map((event) => (
          <EventRow key={event.evidence} event={event} incident={incident} isDated={isDated} />
        ))}
      </ol>
    </section>
  );
}

interface EventRowProps {
  readonly event: AnswerEvent;
  readonly incident: Incident;
  /** Whether its date is said: not all are of one day. */
  readonly isDated: boolean;
}

function EventRow({ event, incident, isDated }: EventRowProps) {
  const clock = useClock();
  const { timeMs, component, what, num, exception, evidence } = event;
  const isOutage =
    timeMs !== null && incident.outageStart !== null && Math.abs(timeMs - incident.outageStart) < 1000;
  const { date, time } = timeMs === null ? { date: '', time: '' } : clock.parts(timeMs);
  return (
    <li data-outage={isOutage ? '' : undefined}>
      <span className="mono event-time">
        {isDated && <span className="faint">{date} </span>}
        {time.slice(0, 8)}
      </span>
      <span className="event-component muted">
        <LogText text={component} />
      </span>
      <span className="event-what">
        <LogText text={what} />
        {num > 1 && <span className="muted"> · {countOf(num, 'time')}</span>}
        {exception !== null && exception.numFrames > 0 && (
          <span className="faint">
            {' '}
            {t('· {lines} of trace folded', { lines: countOf(exception.numFrames, 'line') })}
          </span>
        )}
      </span>
      <Citation id={evidence} incident={incident} />
    </li>
  );
}
