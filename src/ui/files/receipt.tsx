// How a file was read: each rule, whether its lines state it or it is assumed, from what, and what would change it.

import type { FileSummary } from '../../contracts/tables';
import { receiptOf, sourceInWords } from '../../core/wording/receipt';
import { named, t } from '../../words/t';
import { LogText } from '../shared/log-text';

const TONES = { stated: 'calm', decided: 'calm', set: 'hand', assumed: 'warning' } as const;

export function Receipt({ file }: { file: FileSummary }) {
  const rows = receiptOf(file);
  if (rows.length === 0) return null;
  return (
    <section
      className="receipt"
      aria-label={t('How {name} was read', { name: file.name })}
      data-testid="receipt"
    >
      <h3 className="eyebrow">{t('How it was read')}</h3>
      <dl>
        {rows.map(({ what, read: { value, from, by }, change }) => (
          <div key={what} data-from={from}>
            <dt>{t(what)}</dt>
            <dd title={t('What would change it: {change}', { change: named(change) })}>
              <LogText text={value} />{' '}
              <span className="chip" data-tone={TONES[from]}>
                {named(from)}
              </span>{' '}
              <span className="faint">
                <LogText text={sourceInWords(by)} />
              </span>
              {from === 'assumed' && (
                <span className="receipt-change faint">
                  {t('Changed by: {change}', { change: named(change) })}
                </span>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
