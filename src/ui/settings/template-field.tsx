// The user's own form of a ticket: Markdown with placeholders, of which each is explained beside it.

import { PLACEHOLDERS } from '../../core/ticket/own-ticket';
import { t } from '../../words/t';
import { Field } from './fields';

interface TemplateFieldProps {
  readonly value: string;
  readonly onChange: (template: string) => void;
}

export function TemplateField({ value, onChange }: TemplateFieldProps) {
  return (
    <>
      <Field path="ticketTemplate">
        {(control) => (
          <textarea
            {...control}
            className="input mono"
            rows={6}
            spellCheck={false}
            placeholder={'# {{title}}\n\n{{impact}}\n\n## What happened\n\n{{events}}'}
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
        )}
      </Field>
      <details className="muted template-words">
        <summary>{t('The placeholders')}</summary>
        <dl className="facts">
          {Object.entries(PLACEHOLDERS).map(([name, what]) => (
            <div key={name}>
              <dt className="mono">{`{{${name}}}`}</dt>
              <dd>{what}</dd>
            </div>
          ))}
        </dl>
      </details>
    </>
  );
}
