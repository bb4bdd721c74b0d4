import AppLayout from '@cloudscape-design/components/app-layout';
import Box from '@cloudscape-design/components/box';
import Flashbar from '@cloudscape-design/components/flashbar';
import Link from '@cloudscape-design/components/link';
import SideNavigation, {type SideNavigationProps} from '@cloudscape-design/components/side-navigation';
import TopNavigation from '@cloudscape-design/components/top-navigation';
import {Outlet, useRouter, useRouterState} from '@tanstack/react-router';
import {use, useState} from 'react';
import {chooseLanguage, type Language} from '../words/words';
import {useConsole} from './context';
import {NoticesContext} from './notices';
import {chooseTheme, chosenTheme, type Theme} from './theme';

/** The frame of every page: the bar, the list of pages, messages. */
export function Shell() {
  const {words} = useConsole();
  const [navigationOpen, setNavigationOpen] = useState(() => matchMedia('(min-width: 688px)').matches);
  const {notices, dismiss} = use(NoticesContext);
  return (
    <>
      <a className="skip" href="#main">{words.app.skip}</a>
      <div id="bar"><Bar /></div>
      <AppLayout
        headerSelector="#bar"
        toolsHide
        navigationOpen={navigationOpen}
        onNavigationChange={({detail}) => setNavigationOpen(detail.open)}
        navigation={<Pages onSmallScreen={() => setNavigationOpen(false)} />}
        ariaLabels={{
          navigation: words.app.navigation,
          navigationToggle: words.app.openNavigation,
          navigationClose: words.app.closeNavigation,
          notifications: words.app.notices,
        }}
        notifications={
          <Flashbar
            items={notices.map(({id, ...notice}) => ({
              ...notice,
              id,
              dismissible: true,
              dismissLabel: words.common.close,
              onDismiss: () => dismiss(id),
            }))}
          />
        }
        content={<div id="main" tabIndex={-1}><Outlet /></div>}
      />
    </>
  );
}

function Bar() {
  const {words, session, language} = useConsole();
  const router = useRouter();
  const [theme, setTheme] = useState(chosenTheme);
  const person = session.person;
  return (
    <TopNavigation
      identity={{
        href: '/',
        title: words.app.name,
        onFollow: event => {
          event.preventDefault();
          void router.navigate({href: '/'});
        },
      }}
      utilities={[
        {
          type: 'menu-dropdown',
          iconName: 'settings',
          ariaLabel: `${words.app.language}, ${words.app.theme}`,
          title: words.app.language,
          items: [
            {
              id: 'language',
              text: words.app.language,
              items: [
                {id: 'language:en', text: 'English', disabled: language === 'en'},
                {id: 'language:ja', text: '日本語', disabled: language === 'ja'},
              ],
            },
            {
              id: 'theme',
              text: words.app.theme,
              items: (['system', 'light', 'dark'] as const).map(it => ({
                id: `theme:${it}`, text: words.app.themes[it], disabled: theme === it,
              })),
            },
          ],
          onItemClick: ({detail}) => {
            const [kind, value] = detail.id.split(':');
            if (kind === 'language') {
              chooseLanguage(value as Language);
              location.reload();
            } else {
              chooseTheme(value as Theme);
              setTheme(value as Theme);
            }
          },
        },
        {
          type: 'menu-dropdown',
          iconName: 'user-profile',
          text: person?.username ?? '',
          description: person && words.app.signedInAs(person.username, person.groups.join(', ')),
          ariaLabel: person && words.app.signedInAs(person.username, person.groups.join(', ')),
          items: [{id: 'sign-out', text: words.app.signOut}],
          onItemClick: () => void session.signOut(),
        },
      ]}
    />
  );
}

function Pages(props: {onSmallScreen: () => void}) {
  const {words} = useConsole();
  const router = useRouter();
  const path = useRouterState({select: state => state.location.pathname});
  const items: SideNavigationProps.Item[] = [
    {type: 'link', text: words.pages.today, href: '/'},
    {type: 'link', text: words.pages.stock, href: '/stock'},
    {type: 'link', text: words.pages.orders, href: '/orders'},
    {type: 'link', text: words.pages.movements, href: '/movements'},
    {type: 'link', text: words.pages.replenishment, href: '/replenishment'},
    {type: 'link', text: words.pages.places, href: '/places'},
    {type: 'link', text: words.pages.sale, href: '/sale'},
    {type: 'link', text: words.pages.malls, href: '/malls'},
    {type: 'link', text: words.pages.reconcile, href: '/reconcile'},
    {type: 'link', text: words.pages.operations, href: '/operations'},
  ];
  const active = path.startsWith('/skus') ? '/stock' : `/${path.split('/')[1] ?? ''}`;
  return (
    <SideNavigation
      activeHref={active}
      items={items}
      onFollow={event => {
        event.preventDefault();
        void router.navigate({href: event.detail.href});
        if (!matchMedia('(min-width: 688px)').matches) {
          props.onSmallScreen();
        }
      }}
    />
  );
}

export function NotFound() {
  const {words} = useConsole();
  return (
    <Box padding="xl" textAlign="center">
      <Box variant="p">{words.app.notFound}</Box>
      <Link href="/">{words.app.home}</Link>
    </Box>
  );
}
