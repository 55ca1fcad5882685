// A log without windows: what can be seen of it all the same.

import { whyNotJudged } from '../../core/report/verdict';
import { t } from '../../words/t';
import { useResult, useView } from '../shared/app-context';
import { rich } from '../shared/rich';

export function NoTimeline() {
  const showTab = useView((state) => state.showTab);
  const result = useResult();
  return (
    <section className="panel empty-panel">
      <div className="empty">
        <h2>{t('No timeline')}</h2>
        <p>
          {rich(
            '{result} So there are no scores and no verdict. What the lines say is all here: {button} and {button2}.',
            {
              result: whyNotJudged(result),
              button: (
                <button type="button" className="plain-button text-link" onClick={() => showTab('templates')}>
                  {t('their templates')}
                </button>
              ),
              button2: (
                <button type="button" className="plain-button text-link" onClick={() => showTab('lines')}>
                  {t('the lines themselves')}
                </button>
              ),
            },
          )}
        </p>
      </div>
    </section>
  );
}
