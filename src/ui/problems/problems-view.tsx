// Everything that went wrong or was assumed, in full; nothing is left to the console.

import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import type { Problem } from '../../contracts/units';
import { t } from '../../words/t';
import { useResult, useSession } from '../shared/app-context';
import { formatNumber } from '../shared/format';
import { LogText } from '../shared/log-text';
import { rich } from '../shared/rich';

const ICONS = { error: CircleAlert, warning: TriangleAlert, info: Info } as const;
const ORDER = ['error', 'warning', 'info'] as const;

export function ProblemsView() {
  const result = useResult();
  const later = useSession((state) => state.laterProblems);
  const problems = [...later, ...result.problems];
  if (problems.length === 0)
    return (
      <div className="empty">
        <h2>{t('No problem was met')}</h2>
        <p>
          {t('Every file was read to its end, and nothing had to be guessed that would be worth a word.')}
        </p>
      </div>
    );
  return (
    <section className="panel" aria-label={t('Problems')}>
      <ul className="problem-list">
        {ORDER.flatMap((severity) => problems.filter((p) => p.severity === severity)).map((problem, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two problems may be the same word for word.
          <ProblemRow key={i} problem={problem} />
        ))}
      </ul>
    </section>
  );
}

function ProblemRow({ problem }: { problem: Problem }) {
  const Icon = ICONS[problem.severity];
  const place = placeOf(problem);
  return (
    <li className="problem" data-testid="problem" data-severity={problem.severity}>
      <Icon size={16} aria-hidden="true" />
      <div>
        <p>
          <span className="hidden-visually">{problem.severity}: </span>
          <LogText text={problem.message} />
        </p>
        {isCutShort(problem) && (
          <p className="muted">
            {rich('It changed while it was read: copy it first ({span}) and drop the copy.', {
              span: <span className="mono">cp app.log /tmp</span>,
            })}
          </p>
        )}
        <p className="faint mono">
          {place !== '' && (
            <>
              <LogText text={place} /> ·{' '}
            </>
          )}
          {problem.code}
        </p>
      </div>
    </li>
  );
}

/** Reading broke off within the file, as it does where one is still being written. */
function isCutShort({ code, byteOffset, message }: Problem): boolean {
  return (
    code === 'file-unreadable' && byteOffset !== null && !/copy it first|gave back no more/.test(message)
  );
}

function placeOf({ file, lineNum, byteOffset }: Problem): string {
  const parts = [file ?? ''];
  if (lineNum !== null) parts.push(t('line {lineNum}', { lineNum: formatNumber(lineNum) }));
  if (byteOffset !== null) parts.push(t('byte {byteOffset}', { byteOffset: formatNumber(byteOffset) }));
  return parts.filter(Boolean).join(', ');
}
