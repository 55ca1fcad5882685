// The language of the page, and how it was chosen, for what has to be drawn anew when it changes.
import { useSyncExternalStore } from 'react';
import {
  chooseLanguage,
  currentLanguage,
  LANGUAGE_NAMES,
  type Language,
  type LanguageChoice,
  languageChoice,
  onLanguage,
} from '../../words/language';
import { t } from '../../words/t';

export function useLanguage(): Language {
  return useSyncExternalStore(onLanguage, currentLanguage);
}

export function useLanguageChoice(): LanguageChoice {
  return useSyncExternalStore(onLanguage, languageChoice);
}

/** For the palette: those that the page is not in. */
export function languageActions(): readonly { readonly label: string; run(): Promise<void> }[] {
  return (Object.keys(LANGUAGE_NAMES) as Language[])
    .filter((language) => language !== currentLanguage())
    .map((language) => ({
      label: t('Language: {name}', { name: LANGUAGE_NAMES[language] }),
      run: () => chooseLanguage(language),
    }));
}
