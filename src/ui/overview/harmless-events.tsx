// What was unusual and points to no trouble: starts, planned work, new harmless lines; and what the user called normal.

import type { LogEvent } from '../../contracts/incident';
import { markedInFull } from '../../core/ticket/marks';
import { t } from '../../words/t';
import { useResult, useView } from '../shared/app-context';
import { LogText } from '../shared/log-text';
import { ShowMore } from '../shared/show-more';
import { useClock } from '../shared/use-clock';

const SHOWN = 6;

export function HarmlessEvents() {
  const result = useResult();
  const { events = [] } = result;
  const marked = markedInFull(result);
  if (events.length === 0 && marked === null) return null;
  return (
    <section className="panel" aria-labelledby="harmless-events">
      <div className="panel-head">
        <h2 id="harmless-events">{t('Unusual, and no trouble')}</h2>
        <span className="faint">{t('no ticket is made of it')}</span>
      </div>
      {marked !== null && (
        <p className="step-none muted" data-testid="marked-normal">
          <LogText text={marked} />
        </p>
      )}
      <ShowMore items={events} shown={SHOWN} what={t('events')}>
        {(shown) => (
          <ul className="event-list" data-testid="events">
            {shown.map((event) => (
              <EventItem key={`${event.start} ${event.text}`} event={event} />
            ))}
          </ul>
        )}
      </ShowMore>
    </section>
  );
}

function EventItem({ event: { start, end, text } }: { event: LogEvent }) {
  const clock = useClock();
  const showLines = useView((state) => state.showLines);
  return (
    <li>
      <button type="button" className="plain-button text-link num" onClick={() => showLines({ start, end })}>
        {clock.range(start, end)}
      </button>
      <span className="muted">
        <LogText text={text} />
      </span>
    </li>
  );
}
