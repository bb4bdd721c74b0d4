import {I18nProvider, type I18nProviderProps} from '@cloudscape-design/components/i18n';
import {QueryClient, QueryClientProvider} from '@tanstack/react-query';
import {RouterProvider} from '@tanstack/react-router';
import {useCallback, useEffect, useMemo, useState} from 'react';
import {ApiError} from '../api/client';
import {ConsoleContext, type Console, type Notice} from './context';
import {NoticesContext, type ShownNotice} from './notices';
import {createConsoleRouter} from './routes';

type Messages = I18nProviderProps.Messages;

/** The signed-in console: its pages, and what they share. */
export function ConsoleApp(props: Omit<Console, 'notify'>) {
  const [notices, setNotices] = useState<ShownNotice[]>([]);
  const [messages, setMessages] = useState<Messages[]>();
  const [router] = useState(createConsoleRouter);
  const [queries] = useState(createQueries);
  const dismiss = useCallback((id: string) => setNotices(all => all.filter(it => it.id !== id)), []);
  const notify = useCallback(
    (notice: Notice) => setNotices(all => [{...notice, id: crypto.randomUUID()}, ...all].slice(0, 3)),
    [],
  );
  const {session, api, words, formats, language} = props;
  const context = useMemo(
    () => ({session, api, words, formats, language, notify}),
    [session, api, words, formats, language, notify],
  );
  useEffect(() => void messagesOf(language).then(it => setMessages([it])), [language]);
  if (!messages) {
    return null;
  }
  return (
    <I18nProvider locale={language} messages={messages}>
      <QueryClientProvider client={queries}>
        <ConsoleContext value={context}>
          <NoticesContext value={{notices, dismiss}}>
            <RouterProvider router={router} />
          </NoticesContext>
        </ConsoleContext>
      </QueryClientProvider>
    </I18nProvider>
  );
}

/** The texts of the design system. English ones are built in. */
async function messagesOf(language: string): Promise<Messages> {
  return language === 'ja'
    ? (await import('@cloudscape-design/components/i18n/messages/all.ja')).default
    : (await import('@cloudscape-design/components/i18n/messages/all.en')).default;
}

/** Reads are repeated once if the service asks for it. Polls pause while the tab is hidden. */
function createQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 2_000,
        refetchIntervalInBackground: false,
        retry: (failures, error) =>
          failures < 1 && error instanceof ApiError && (error.status === 503 || error.status === 0),
      },
    },
  });
}
