// Of one template: whether it is called normal, and the button that says so or takes it back.

import { CheckCheck, Undo2 } from 'lucide-react';
import { templateId } from '../../contracts/tables';
import { markNormal, templatesMark, unmarkNormal } from '../../store/normal';
import { type Label, t } from '../../words/t';
import { useApp, useResult } from '../shared/app-context';
import { useNormal, useRerunObstacle } from './use-normal';

export function NormalChip({ text }: { text: string }) {
  const { templates } = useNormal();
  if (!templates.includes(text)) return null;
  return (
    <span
      className="chip"
      data-tone="hand"
      data-testid="normal-chip"
      title={t('It takes no part in detection.')}
    >
      {t('normal')}
    </span>
  );
}

export function NormalTemplateButton({ idx }: { idx: number }) {
  const app = useApp();
  const { text } = useResult().templates[idx];
  const isNormal = useNormal().templates.includes(text);
  const obstacle = useRerunObstacle();
  const Icon = isNormal ? Undo2 : CheckCheck;
  const act = (): void => {
    const mark = templatesMark([text]);
    void (isNormal ? unmarkNormal(app, mark) : markNormal(app, mark, wordsOf(idx, text)));
  };
  return (
    <button
      type="button"
      className="button"
      data-testid="template-normal"
      disabled={obstacle !== null}
      title={obstacle ?? (isNormal ? t('Let it take part in detection again') : t(WHAT_IT_DOES))}
      onClick={act}
    >
      <Icon size={14} aria-hidden="true" />
      {isNormal ? t('Not normal') : t('This is normal')}
    </button>
  );
}

const WHAT_IT_DOES: Label =
  'It takes no part in detection any more, at any level; its lines stay where they are.';
const MAX_WORDS = 80;

function wordsOf(idx: number, text: string): string {
  return `${templateId(idx)} "${text.length > MAX_WORDS ? `${text.slice(0, MAX_WORDS - 1)}…` : text}"`;
}
