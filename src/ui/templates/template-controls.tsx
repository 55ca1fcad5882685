// The user's hand on templates: split one, mark a pattern as one, merge several. What is chosen is added to the settings
// and the files are analysed again.

import { Merge, Split, SquareAsterisk } from 'lucide-react';
import { useState } from 'react';
import { UNMATCHED } from '../../core/drain/groups';
import { mergedText } from '../../core/drain/merged-text';
import { t } from '../../words/t';
import { useResult } from '../shared/app-context';
import { formatNumber } from '../shared/format';
import { TemplateText } from '../shared/template-text';
import { MarkAsOne } from './mark-as-one';
import { SplitTemplate } from './split-template';
import { EditsInForce, useTemplateEditing } from './template-edits';

export interface TemplateControlsProps {
  /** Indexes of templates of the result; none: the edits in force alone are shown. */
  readonly selected: readonly number[];
  /** An edit was made: the selection is of the past, since templates will be numbered anew. */
  readonly onDone: () => void;
}

type Task = 'split' | 'one' | 'merge';

export function TemplateControls({ selected, onDone }: TemplateControlsProps) {
  const { templates } = useResult();
  const editing = useTemplateEditing();
  const [task, setTask] = useState<Task | null>(null);
  const add: typeof editing.add = (edit) => {
    setTask(null);
    onDone();
    editing.add(edit);
  };
  const chosen = selected.filter((idx) => templates[idx] !== undefined && templates[idx].text !== UNMATCHED);
  const [first] = chosen;
  const single = chosen.length === 1;
  if (chosen.length === 0 && editing.edits.length === 0) return null;
  const open = task !== null && isOffered(task, chosen.length) ? task : null;
  return (
    <section className="template-controls" aria-label={t('Change templates')} data-testid="template-controls">
      {chosen.length > 0 && (
        <TaskButtons
          single={single}
          num={chosen.length}
          open={open}
          disabled={editing.obstacle !== null}
          onOpen={setTask}
        />
      )}
      {chosen.length > 0 && editing.obstacle !== null && <p className="muted">{editing.obstacle}</p>}
      {open === 'split' && <SplitTemplate key={first} template={first} onApply={add} />}
      {open === 'one' && <MarkAsOne key={first} start={templates[first].text} onApply={add} />}
      {open === 'merge' && <MergeTemplates selected={chosen} onApply={add} />}
      <EditsInForce editing={editing} />
    </section>
  );
}

function isOffered(task: Task, numChosen: number): boolean {
  return numChosen === 1 ? task !== 'merge' : numChosen > 1 && task === 'merge';
}

interface TaskButtonsProps {
  readonly single: boolean;
  readonly num: number;
  readonly open: Task | null;
  readonly disabled: boolean;
  readonly onOpen: (task: Task | null) => void;
}

const SINGLE_TASKS = [
  ['split', 'Split by a wildcard', Split],
  ['one', 'Mark as one', SquareAsterisk],
] as const;

function TaskButtons({ single, num, open, disabled, onOpen }: TaskButtonsProps) {
  const tasks = single ? SINGLE_TASKS : ([['merge', t('Merge these {num}', { num }), Merge]] as const);
  return (
    <div className="template-tasks">
      {tasks.map(([task, label, Icon]) => (
        <button
          key={task}
          type="button"
          className="button"
          data-testid={`template-${task}`}
          aria-expanded={open === task}
          disabled={disabled}
          onClick={() => onOpen(open === task ? null : task)}
        >
          <Icon size={14} aria-hidden="true" />
          {label}
        </button>
      ))}
    </div>
  );
}

interface MergeTemplatesProps {
  readonly selected: readonly number[];
  readonly onApply: (edit: { readonly kind: 'merge'; readonly templates: readonly string[] }) => void;
}

function MergeTemplates({ selected, onApply }: MergeTemplatesProps) {
  const { templates } = useResult();
  const texts = [...new Set(selected.map((idx) => templates[idx].text))];
  if (texts.length < 2)
    return (
      <p className="muted">
        {t('These have one wording already; they are listed apart by the level of their records.')}
      </p>
    );
  const numRecords = templates.reduce((sum, { text, count }) => sum + (texts.includes(text) ? count : 0), 0);
  return (
    <div className="template-task">
      <p className="muted">
        {t('They become one template, with {numRecords} records:', { numRecords: formatNumber(numRecords) })}
      </p>
      <p className="template-preview" data-testid="merge-preview">
        <TemplateText text={mergedText(texts)} />
      </p>
      <button
        type="button"
        className="button primary"
        data-testid="template-apply"
        onClick={() => onApply({ kind: 'merge', templates: texts })}
      >
        {t('Merge and run again')}
      </button>
    </div>
  );
}
