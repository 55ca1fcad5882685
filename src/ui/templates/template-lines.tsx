// Templates and the lines view: shown alone, left out, taken in again. What is left out stays so for every look at the lines.

import { EyeOff } from 'lucide-react';
import { templateTerm } from '../../store/line-view';
import { t } from '../../words/t';
import { useApp, useView } from '../shared/app-context';

const outTerm = (template: number): string => `-${templateTerm(template)}`;

/** Whether a filter that is on leaves the template out of the lines. */
function useIsLeftOut(template: number): boolean {
  return useView(({ lineView }) =>
    lineView.chips.some(({ term, isOn }) => isOn && term === outTerm(template)),
  );
}

/** Leaves them out, or takes them in again; stays where it is. */
function useLeaveOut(): (templates: readonly number[], isOut: boolean) => void {
  const app = useApp();
  return (templates, isOut) => {
    const { lineView, addChip, changeLines } = app.view.getState();
    if (isOut) for (const template of templates) addChip(outTerm(template));
    else {
      const terms = new Set(templates.map(outTerm));
      changeLines({ chips: lineView.chips.filter(({ term }) => !terms.has(term)) });
    }
  };
}

export function LeaveOutButton({ template }: { readonly template: number }) {
  const isOut = useIsLeftOut(template);
  const leaveOut = useLeaveOut();
  return (
    <button
      type="button"
      className="button"
      aria-pressed={isOut}
      data-testid="template-leave-out"
      title={t('Lines of this template are not shown in Lines')}
      onClick={() => leaveOut([template], !isOut)}
    >
      <EyeOff size={14} aria-hidden="true" />
      {isOut ? t('Left out of Lines') : t('Leave out of Lines')}
    </button>
  );
}

export function LeftOutChip({ template }: { readonly template: number }) {
  return useIsLeftOut(template) ? (
    <span className="chip template-out" title={t('Not shown in Lines')}>
      {t('left out')}
    </span>
  ) : null;
}

/** Of the ticked ones. */
export function ShownInLines({ selected }: { readonly selected: readonly number[] }) {
  const showFiltered = useView((state) => state.showFiltered);
  const leaveOut = useLeaveOut();
  return (
    <>
      <button
        type="button"
        className="plain-button text-link"
        data-testid="selected-only"
        onClick={() => showFiltered([selected.map(templateTerm).join(' OR ')])}
      >
        {t('Show only these in Lines')}
      </button>
      <button
        type="button"
        className="plain-button text-link"
        data-testid="selected-out"
        onClick={() => leaveOut(selected, true)}
      >
        {t('Leave them out of Lines')}
      </button>
    </>
  );
}
