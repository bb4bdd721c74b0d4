import {createContext} from 'react';
import type {Notice} from './context';

export interface ShownNotice extends Notice {
  id: string;
}

export const NoticesContext = createContext<{notices: ShownNotice[]; dismiss: (id: string) => void}>({
  notices: [],
  dismiss: () => undefined,
});
