// The first view of a result: the gravest incident as it is handed over, then the timeline and what else stands in the log; where nothing was found,
// what was looked at.

import { FileText } from 'lucide-react';
import { t } from '../../words/t';
import { AnswerView } from '../answer/answer-view';
import { BaselinesPanel } from '../baselines/baselines-panel';
import { BesideCards } from '../beside/beside-cards';
import { useResult, useView } from '../shared/app-context';
import { AssumptionsPanel } from './assumptions-panel';
import { HarmlessEvents } from './harmless-events';
import { NoTimeline } from './no-timeline';
import { OtherIncidents } from './other-incidents';
import { TimelinePanel } from './timeline-panel';
import { WhyPanel } from './why-panel';

export function OverviewView() {
  const { timeline, incidents } = useResult();
  const showTab = useView((state) => state.showTab);
  const [gravest] = incidents;
  return (
    <div className="overview">
      <BesideCards />
      <AssumptionsPanel />
      {gravest?.basis === 'read' && (
        <p className="notice" data-testid="read-not-compared">
          {t(
            'Read, not compared: the log is too short for that, or states no times. What stands out in its lines is told, not how unusual it is.',
          )}
        </p>
      )}
      {gravest !== undefined && (
        <AnswerView
          incident={gravest}
          level={1}
          actions={
            <button type="button" className="button" onClick={() => showTab('ticket')}>
              <FileText size={14} aria-hidden="true" />
              {t('Ticket')}
            </button>
          }
        />
      )}
      <OtherIncidents />
      {timeline !== null && <TimelinePanel timeline={timeline} />}
      {timeline === null && gravest === undefined && <NoTimeline />}
      <HarmlessEvents />
      {timeline !== null && <WhyPanel timeline={timeline} />}
      {timeline !== null && <BaselinesPanel timeline={timeline} />}
    </div>
  );
}
