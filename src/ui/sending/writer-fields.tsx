// Who writes the summary: no model, one that runs in this page, or a server with OpenAI's interface, whose models are listed by asking it.

import { useState } from 'react';
import { SETTING_ROWS } from '../../contracts/settings-registry';
import {
  ANSWER_FORMS,
  PROVIDER_IDS,
  type ProviderId,
  type WriterSettings,
} from '../../contracts/written-summary';
import { visibleLine } from '../../core/ticket/neutral';
import { errorText } from '../../core/wording/error-text';
import { HAS_BRIDGE } from '../../store/bridge';
import { listModels } from '../../store/model-list';
import { countOf } from '../../words/count';
import { named, t, words } from '../../words/t';
import { BuiltInFields } from '../models/built-in-fields';
import { ModelFileFields } from '../models/model-file-fields';
import { ModelFolderFields } from '../models/model-folder-fields';
import { Field, SelectField } from '../settings/fields';
import { useApp, useSettings } from '../shared/app-context';
import { BridgeStateLine } from './bridge-state';
import { PRESETS } from './presets';

const PROVIDER_WORDS: Readonly<Record<ProviderId, string>> = words({
  none: 'No language model',
  wllama: 'A model file of mine, in this page',
  'web-llm': 'A model folder of mine, on the graphics processor',
  'built-in': "The browser's own model",
  openai: "A server with OpenAI's interface",
});
/** The air-gapped build has no way to a server. */
const OFFERED = PROVIDER_IDS.filter((id) => id !== 'openai' || HAS_BRIDGE);
const FORM_WORDS = words({
  stream: 'Piece by piece',
  schema: 'Whole, bound to a schema',
});

interface WriterFieldsProps {
  readonly value: WriterSettings;
  readonly onChange: (value: WriterSettings) => void;
}

export function WriterFields({ value, onChange }: WriterFieldsProps) {
  const { models } = useApp();
  const change = (part: Partial<WriterSettings>): void => onChange({ ...value, ...part });
  return (
    <>
      <SelectField
        path="writer.provider"
        label={named(SETTING_ROWS.writer.label)}
        hint={named(SETTING_ROWS.writer.help)}
        value={value.provider}
        options={OFFERED}
        words={PROVIDER_WORDS}
        onChange={(provider) => {
          // What was said of another kind of model is no news of this one.
          models.state.setState({ notice: null });
          change({ provider });
        }}
      />
      {value.provider === 'wllama' && <ModelFileFields value={value} change={change} />}
      {value.provider === 'web-llm' && <ModelFolderFields value={value} change={change} />}
      {value.provider === 'built-in' && <BuiltInFields />}
      {value.provider === 'openai' && HAS_BRIDGE && <ServerFields value={value} change={change} />}
    </>
  );
}

interface ServerFieldsProps {
  readonly value: WriterSettings;
  readonly change: (part: Partial<WriterSettings>) => void;
}

function ServerFields({ value, change }: ServerFieldsProps) {
  return (
    <>
      <BridgeStateLine />
      <div className="preset-row">
        {PRESETS.map(({ label, ...preset }) => (
          <button key={label} type="button" className="button" onClick={() => change(preset)}>
            {label}
          </button>
        ))}
      </div>
      <Field
        path="writer.address"
        label={t('Address')}
        hint={t('Up to /v1. http:// reaches this machine and its network only.')}
      >
        {(control) => (
          <input
            {...control}
            className="input mono"
            value={value.address}
            spellCheck={false}
            onChange={(event) => change({ address: event.target.value })}
          />
        )}
      </Field>
      <ModelField value={value} change={change} />
      <label className="check">
        <input
          type="checkbox"
          data-testid="settings-writer.needsKey"
          checked={value.needsKey}
          onChange={(event) => change({ needsKey: event.target.checked })}
        />{' '}
        {t('It wants a key, which the bridge asks for and forgets')}
      </label>
      <SelectField
        path="writer.form"
        label={t('The answer comes')}
        hint={t('Groq gives none that is both; gpt-oss can be bound.')}
        value={value.form}
        options={ANSWER_FORMS}
        words={FORM_WORDS}
        onChange={(form) => change({ form })}
      />
    </>
  );
}

function ModelField({ value, change }: ServerFieldsProps) {
  const { bridge } = useApp();
  const holds = useSettings((state) => state.errors.length === 0);
  const [models, setModels] = useState<readonly string[]>([]);
  const [state, setState] = useState('');
  const list = async (): Promise<void> => {
    setState(t('Waiting for you in the bridge, and for the server …'));
    try {
      const found = await listModels(bridge, value);
      setModels(found);
      setState(countOf(found.length, 'model'));
    } catch (error) {
      setState(errorText(error));
    }
  };
  return (
    <Field path="writer.model" label={t('Model')}>
      {(control) => (
        <>
          <input
            {...control}
            className="input mono"
            list="writer-models"
            value={value.model}
            spellCheck={false}
            onChange={(event) => change({ model: event.target.value })}
          />
          <datalist id="writer-models">
            {models.map((name) => (
              <option key={name} value={name} />
            ))}
          </datalist>
          <button
            type="button"
            className="button"
            data-testid="models-list"
            disabled={bridge.address === null || value.address === '' || !holds}
            onClick={() => void list()}
          >
            {t('Ask the server for its models')}
          </button>
          <span className="field-hint" role="status" data-testid="models-state">
            {visibleLine(state)}
          </span>
        </>
      )}
    </Field>
  );
}
