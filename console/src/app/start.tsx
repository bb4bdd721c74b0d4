import './console.css';
import type {Root} from 'react-dom/client';
import {createApi} from '../api/client';
import {loadConfig} from '../session/config';
import {Session} from '../session/session';
import {Formats} from '../words/formats';
import {chosenLanguage, loadWords} from '../words/words';
import {applyTheme, chosenTheme} from './theme';

/** Signs the person in if needed, then shows the console. */
export async function start(root: Root): Promise<void> {
  const language = chosenLanguage();
  document.documentElement.lang = language;
  applyTheme(chosenTheme());
  const words = await loadWords(language);
  try {
    const session = new Session(await loadConfig(), () => language);
    let view: string | undefined;
    if (location.pathname === '/signed-in') {
      try {
        view = await session.complete(new URLSearchParams(location.search));
      } catch (failure) {
        const reason = failure instanceof Error ? failure.message : String(failure);
        root.render(
          <main className="plain">
            <h1>{words.app.name}</h1>
            <p role="alert">{words.app.signInFailed(reason)}</p>
            <p><a href="/">{words.app.signInAgain}</a></p>
          </main>,
        );
        return;
      }
    }
    if (!session.person) {
      root.render(<main className="plain" role="status">{words.app.signingIn}</main>);
      await session.signIn();
    }
    if (view) {
      history.replaceState(null, '', view);
    }
    const {ConsoleApp} = await import('./ConsoleApp');
    root.render(
      <ConsoleApp
        session={session}
        api={createApi(session)}
        words={words}
        formats={new Formats(language)}
        language={language}
      />,
    );
  } catch {
    root.render(<main className="plain" role="alert">{words.app.startFailed}</main>);
  }
}
