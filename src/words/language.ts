// The language of the page: the browser's first one that we have, or the one that was chosen by hand. English is always here; another one is a chunk that is loaded
// before the first paint, or when it is chosen. Where it cannot be loaded the page stays in English.
import type { Catalogue, Nouns } from './zh/catalogue';

/** BCP 47. */
export type Language = 'en' | 'zh-Hans';
export type LanguageChoice = 'browser' | Language;

/** Each in its own words, so that who reads the wrong one finds the own. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: 'English', 'zh-Hans': '简体中文' };

const KEY = 'harbinger-language';
const listeners = new Set<() => void>();

let language: Language = 'en';
let choice: LanguageChoice = 'browser';
let chinese: { readonly CHINESE: Catalogue; readonly NOUNS: Nouns } | null = null;

export function currentLanguage(): Language {
  return language;
}

export function languageChoice(): LanguageChoice {
  return choice;
}

/** The texts of the current language by their English; null: it is English. */
export function catalogue(): Catalogue | null {
  return language === 'zh-Hans' && chinese !== null ? chinese.CHINESE : null;
}

/** What is counted, in the current language; null: it is English. */
export function nouns(): Nouns | null {
  return language === 'zh-Hans' && chinese !== null ? chinese.NOUNS : null;
}

/** Calls back when the language has changed; out: how to stop it. */
export function onLanguage(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The first of the tags that we have: any Chinese is simplified Chinese here. None: English. */
function languageOf(tags: readonly string[]): Language {
  for (const tag of tags) {
    if (/^en\b/i.test(tag)) return 'en';
    if (/^zh\b/i.test(tag)) return 'zh-Hans';
  }
  return 'en';
}

/** Before the first paint. */
export async function startLanguage(): Promise<void> {
  choice = kept();
  await speak(wanted());
  globalThis.addEventListener?.('languagechange', () => void speak(wanted()));
}

/** By hand: kept in this browser. */
export async function chooseLanguage(chosen: LanguageChoice): Promise<void> {
  choice = chosen;
  try {
    localStorage.setItem(KEY, chosen);
  } catch {
    // Storage may be refused; the choice then lasts as long as the page.
  }
  await speak(wanted());
}

function wanted(): Language {
  return choice === 'browser' ? languageOf(navigator.languages) : choice;
}

async function speak(next: Language): Promise<void> {
  if (next === 'zh-Hans' && chinese === null) {
    try {
      chinese = await import('./zh/catalogue');
    } catch {
      return;
    }
    // Another one may have been chosen while it was loaded.
    if (wanted() !== next) return;
  }
  language = next;
  document.documentElement.lang = next;
  for (const listener of [...listeners]) listener();
}

function kept(): LanguageChoice {
  try {
    const text = localStorage.getItem(KEY);
    return text === 'en' || text === 'zh-Hans' ? text : 'browser';
  } catch {
    return 'browser';
  }
}
