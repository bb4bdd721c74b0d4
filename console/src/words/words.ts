import type {en} from './en';

export type Language = 'en' | 'ja';

/** The texts of the console. Every language has all of them: the compiler checks it. */
export type Words = typeof en;

const CHOICE = 'netstock.language';

export function chosenLanguage(): Language {
  const choice = localStorage.getItem(CHOICE) ?? navigator.language;
  return choice.startsWith('ja') ? 'ja' : 'en';
}

export function chooseLanguage(language: Language): void {
  localStorage.setItem(CHOICE, language);
}

export async function loadWords(language: Language): Promise<Words> {
  return language === 'ja' ? (await import('./ja')).ja : (await import('./en')).en;
}
