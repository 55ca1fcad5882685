// The edits of templates in force: each can be taken back, the last one by a button of its own.

import { Undo2, X } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { TemplateEdit } from '../../contracts/settings';
import { partEdits } from '../../core/drain/control';
import { plural } from '../../core/wording/plural';
import { analyzeAgain } from '../../store/actions';
import { t } from '../../words/t';
import { useApp, useResult, useSession, useSettings } from '../shared/app-context';
import { LogText } from '../shared/log-text';
import { TemplateText } from '../shared/template-text';
import { describeEdit } from './template-edit-text';

export interface TemplateEditing {
  readonly edits: readonly TemplateEdit[];
  /** Why nothing can be changed now; null: it can. */
  readonly obstacle: string | null;
  add(edit: TemplateEdit): void;
  remove(at: number): void;
}

/** Reads and changes the edits; a change is followed by a new run on the same files. */
export function useTemplateEditing(): TemplateEditing {
  const app = useApp();
  const edits = useSettings((state) => state.valid.drain.edits);
  const broken = useSettings((state) => state.errors.length > 0);
  const hasFiles = useSession((state) => state.files.length > 0);
  const updating = useSession((state) => state.updating);
  const change = (next: readonly TemplateEdit[]): void => {
    const { draft, edit } = app.settings.getState();
    edit({ drain: { ...draft.drain, edits: next } });
    void analyzeAgain(app);
  };
  return {
    edits,
    obstacle: updating ? t('The last change is being made …') : obstacleOf(hasFiles, broken),
    add: (edit) => change([...edits, edit]),
    remove: (at) => change(edits.filter((_, i) => i !== at)),
  };
}

function obstacleOf(hasFiles: boolean, broken: boolean): string | null {
  if (!hasFiles)
    return t('To change templates, give the files of this analysis again: it was reopened without them.');
  return broken ? t('A setting has to be mended first; see Settings.') : null;
}

interface EditListProps {
  readonly edits: readonly TemplateEdit[];
  readonly disabled: boolean;
  readonly onRemove: (at: number) => void;
}

/** Which of the edits are part of the opened templates, where they cannot be taken back. */
function useHeld(edits: readonly TemplateEdit[]): readonly boolean[] {
  const state = useSettings(({ draft }) => draft.drain.state);
  return useMemo(() => partEdits(edits, state?.edits ?? []).isHeld, [edits, state]);
}

export function EditList({ edits, disabled, onRemove }: EditListProps) {
  const isHeld = useHeld(edits);
  return (
    <ol className="edit-list" data-testid="template-edits">
      {edits.map((edit, at) => {
        const { what, text } = describeEdit(edit);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: an edit has no identity but its place.
          <li key={at} className="edit-row">
            <span className="chip">{what}</span>
            <span className="edit-text">
              <TemplateText text={text} />
            </span>
            {isHeld[at] ? (
              <span className="faint">{t('in the saved templates')}</span>
            ) : (
              <button
                type="button"
                className="button"
                aria-label={t('Take back edit {at}: {what}', { at: at + 1, what })}
                disabled={disabled}
                onClick={() => onRemove(at)}
              >
                <X size={14} aria-hidden="true" />
              </button>
            )}
          </li>
        );
      })}
    </ol>
  );
}

/** What is in force, what came of it, and the way back. */
export function EditsInForce({ editing }: { readonly editing: TemplateEditing }) {
  const { edits, obstacle, remove } = editing;
  const [open, setOpen] = useState(false);
  const result = useResult();
  const problems = result.problems.filter(({ code }) => OUTCOMES.includes(code));
  // Taken back in the settings, or given up while they were applied.
  const isApplied = JSON.stringify(result.settings.drain.edits ?? []) === JSON.stringify(edits);
  const isHeld = useHeld(edits);
  if (edits.length === 0) return null;
  return (
    <div className="edits-in-force">
      <div className="template-tasks">
        <button
          type="button"
          className="plain-button text-link"
          data-testid="template-edits-toggle"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {t('{length} {editWord} in force', {
            length: edits.length,
            editWord: plural(edits.length, 'edit'),
          })}
        </button>
        {isHeld.at(-1) === false && (
          <button
            type="button"
            className="button"
            data-testid="template-undo"
            disabled={obstacle !== null}
            onClick={() => remove(edits.length - 1)}
          >
            <Undo2 size={14} aria-hidden="true" />
            {t('Undo the last')}
          </button>
        )}
      </div>
      {!isApplied && obstacle === null && (
        <p className="muted">{t('Not all of this is in the result yet; the next run applies it.')}</p>
      )}
      {problems.map(({ message }) => (
        <p key={message} className="muted" data-testid="template-edit-problem">
          <LogText text={message} />
        </p>
      ))}
      {open && <EditList edits={edits} disabled={obstacle !== null} onRemove={remove} />}
    </div>
  );
}

/** Codes of the problems that speak of edits. */
const OUTCOMES = ['edit-no-effect', 'edits-absent'];
