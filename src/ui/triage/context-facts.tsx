// Facts of the system that a bundle states outside of its logs, each with the file and line that says so.

import type { ContextFact } from '../../contracts/triage';
import { t } from '../../words/t';
import { LogText } from '../shared/log-text';
import { ScrollX } from '../shared/scroll-x';

export function ContextFacts({ facts }: { facts: readonly ContextFact[] }) {
  return (
    <ScrollX label={t('Facts of the system')}>
      <table className="data-table context-facts" data-testid="context-facts">
        <thead>
          <tr>
            <th>{t('Fact')}</th>
            <th>{t('Value')}</th>
            <th>{t('Stated by')}</th>
          </tr>
        </thead>
        <tbody>
          {facts.map(({ what, value, file, lineNum }) => (
            <tr key={`${file}/${lineNum}/${what}`}>
              <td>
                <LogText text={what} />
              </td>
              <td>
                <LogText text={value} />
              </td>
              <td className="mono muted">
                <LogText text={file} />:{lineNum}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollX>
  );
}
