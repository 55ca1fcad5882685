// The language of the page. It is no setting of an analysis: it changes nothing of what is found, and stands in no file of settings.
import { useEffect, useRef } from 'react';
import { chooseLanguage, LANGUAGE_NAMES, type Language, type LanguageChoice } from '../../words/language';
import { t } from '../../words/t';
import { useLanguageChoice } from '../shared/use-language';

const LANGUAGES = Object.keys(LANGUAGE_NAMES) as Language[];

/** Another language draws the page anew, this field as well: what had the focus gets it again. */
let wasChosenHere = false;

export function LanguageField() {
  const choice = useLanguageChoice();
  const select = useRef<HTMLSelectElement>(null);
  useEffect(() => {
    if (wasChosenHere) select.current?.focus();
    wasChosenHere = false;
  }, []);
  return (
    <fieldset className="panel settings-group">
      <legend className="eyebrow">{t('This page')}</legend>
      <div className="field">
        <label htmlFor="page-language">{t('Language')}</label>
        <select
          ref={select}
          id="page-language"
          className="input"
          value={choice}
          aria-describedby="page-language-hint"
          onChange={({ target }) => {
            wasChosenHere = true;
            void chooseLanguage(target.value as LanguageChoice);
          }}
        >
          <option value="browser">{t('as the browser')}</option>
          {LANGUAGES.map((language) => (
            <option key={language} value={language} lang={language}>
              {LANGUAGE_NAMES[language]}
            </option>
          ))}
        </select>
        <p id="page-language-hint" className="field-hint">
          {t(
            'What the analysis says of the log stays in English: titles, reasons, tickets, problems, answers, and all that is saved or sent. Each of its sentences is checked against lines of the log, and that check reads English.',
          )}
        </p>
      </div>
    </fieldset>
  );
}
