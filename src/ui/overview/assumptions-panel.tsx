// What the verdict rests on though no line states it: a year, a zone, a day, an order of dates; and the way to change each.

import { type Assumption, assumptionsOf, sourceInWords } from '../../core/wording/receipt';
import { countOf } from '../../words/count';
import { t } from '../../words/t';
import { useResult, useView } from '../shared/app-context';
import { LogText } from '../shared/log-text';
import { rich } from '../shared/rich';

export function AssumptionsPanel() {
  const { files, timeline } = useResult();
  const assumptions = assumptionsOf(files);
  if (timeline === null || assumptions.length === 0) return null;
  return (
    <section className="panel assumed" aria-label={t('Assumed')} data-testid="assumed">
      <h2>{t('Assumed, as no line states it:')}</h2>
      <ul>
        {assumptions.map((each) => (
          <AssumptionItem key={`${each.what}/${each.value}/${each.by}`} assumption={each} />
        ))}
      </ul>
    </section>
  );
}

function AssumptionItem({ assumption }: { assumption: Assumption }) {
  const { files } = useResult();
  const showFile = useView((state) => state.showFile);
  const showTab = useView((state) => state.showTab);
  const { what, value, by, setting, fileIdx } = assumption;
  const [first] = fileIdx;
  return (
    <li>
      <span>
        {t(what)} <strong>{value}</strong>
        <span className="muted">
          {' '}
          {rich('({source}), for {files}', {
            source: <LogText text={sourceInWords(by)} />,
            files:
              fileIdx.length === files.length && files.length > 1 ? (
                t('all files')
              ) : (
                <>
                  <LogText text={files[first].name} />
                  {fileIdx.length > 1 &&
                    t(' and {otherFiles}', { otherFiles: countOf(fileIdx.length - 1, 'other file') })}
                </>
              ),
          })}
        </span>
      </span>
      <button
        type="button"
        className="plain-button text-link"
        aria-label={t('Change the {what}', { what: t(what).toLowerCase() })}
        onClick={() => (setting === 'year' ? showTab('settings') : showFile(first))}
      >
        {t('Change')}
      </button>
    </li>
  );
}
