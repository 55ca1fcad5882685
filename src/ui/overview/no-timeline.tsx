// A log without windows: what can be seen of it all the same.
import { whyNotJudged } from '../../core/report/verdict';
import { useResult, useView } from '../shared/app-context';

export function NoTimeline() {
  const showTab = useView((state) => state.showTab);
  const result = useResult();
  return (
    <section className="panel empty-panel">
      <div className="empty">
        <h2>No timeline</h2>
        <p>
          {whyNotJudged(result)} So there are no scores and no verdict. What the lines say is all here:{' '}
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
