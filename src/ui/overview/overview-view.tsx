// The first view of a result: the timeline, the incidents in short, the detectors, the windows that stand out.
import { BaselinesPanel } from '../baselines/baselines-panel';
import { useResult } from '../shared/app-context';
import { AssumptionsPanel } from './assumptions-panel';
import { DetectorTable } from './detector-table';
import { IncidentSummary } from './incident-summary';
import { NoTimeline } from './no-timeline';
import { TimelinePanel } from './timeline-panel';
import { WindowList } from './window-list';

export function OverviewView() {
  const { timeline } = useResult();
  return (
    <div className="overview">
      <AssumptionsPanel />
      <div className="overview-main">
        {timeline === null ? <NoTimeline /> : <TimelinePanel timeline={timeline} />}
        {timeline !== null && <DetectorTable timeline={timeline} />}
        {timeline !== null && <BaselinesPanel timeline={timeline} />}
      </div>
      <div className="overview-side">
        <IncidentSummary />
        {timeline !== null && <WindowList timeline={timeline} />}
      </div>
    </div>
  );
}
