// A log without times: what can be seen of it all the same.
import { useView } from '../shared/app-context';

export function NoTimeline() {
  const showTab = useView((state) => state.showTab);
  return (
    <section className="panel empty-panel">
      <div className="empty">
        <h2>No timeline</h2>
        <p>
          No line states a time, so there are no windows, no scores and no verdict. What the lines say is all
          here:{' '}
          <button type="button" className="plain-button text-link" onClick={() => showTab('templates')}>
            their templates
          </button>{' '}
          and{' '}
          <button type="button" className="plain-button text-link" onClick={() => showTab('lines')}>
            the lines themselves
          </button>
          .
        </p>
      </div>
    </section>
  );
}
