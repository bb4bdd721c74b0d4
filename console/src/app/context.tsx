import {createContext, use} from 'react';
import type {Api} from '../api/client';
import type {Session} from '../session/session';
import type {Formats} from '../words/formats';
import type {Language, Words} from '../words/words';

/** A message above the page: what the server answered to an action. */
export interface Notice {
  type: 'success' | 'error' | 'warning' | 'info';
  header: string;
  content?: string;
}

/** What every page uses. */
export interface Console {
  session: Session;
  api: Api;
  words: Words;
  formats: Formats;
  language: Language;
  notify: (notice: Notice) => void;
}

export const ConsoleContext = createContext<Console | undefined>(undefined);

export function useConsole(): Console {
  const context = use(ConsoleContext);
  if (!context) {
    throw new Error('Outside of the console');
  }
  return context;
}
