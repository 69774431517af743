import { Form, NavLink, useLocation, useRouteLoaderData } from '@remix-run/react';
import type { ReactNode } from 'react';
import { shellText } from '#app/i18n/shell.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import type { Role } from '#app/identity/roles.ts';
import { homeOf, paths } from '#app/paths.ts';
import { Brand } from './brand.tsx';
import { ButtonLink } from './button.tsx';

interface NavItem {
  to: string;
  key: Parameters<ReturnType<typeof useText<keyof typeof shellText.id>>>[0];
  end?: boolean;
}

const navigation: Record<Role, NavItem[]> = {
  organizer: [
    { to: paths.organizer(), key: 'navOverview', end: true },
    { to: paths.entries(), key: 'navEntries' },
    { to: paths.people(), key: 'navPeople' },
    { to: paths.rubric(), key: 'navRubric' },
    { to: paths.audits(), key: 'navAudits' },
    { to: paths.judgingMonitor(), key: 'navJudging' },
    { to: paths.leaderboard(), key: 'navLeaderboard' },
    { to: paths.finalise(), key: 'navFinalise' },
    { to: paths.phases(), key: 'navPhases' },
  ],
  chiefJudge: [
    { to: paths.judge(), key: 'navSheets' },
    { to: paths.rulings(), key: 'navRulings' },
    { to: paths.leaderboard(), key: 'navLeaderboard' },
  ],
  judge: [{ to: paths.judge(), key: 'navSheets' }],
  webmaster: [{ to: paths.webmaster(), key: 'navReport' }],
};

interface ShellProps {
  viewer: { name: string; role: Role } | null;
  /** Pages without scripts load whole pages and show no form that needs one. */
  scripts: boolean;
  children: ReactNode;
}

/** The frame of every page: sign, navigation by role, account, language and theme. */
export function Shell({ viewer, scripts, children }: ShellProps) {
  const t = useText(shellText);
  const items = viewer ? navigation[viewer.role] : [];
  return (
    <>
      <a className="skip-link" href="#isi">
        {t('skip')}
      </a>
      <header className="topbar">
        <div className="topbar__row">
          <Brand to={viewer ? homeOf(viewer.role) : paths.home()} name={t('appName')} reload={!scripts} />
          {viewer ? (
            <ButtonLink to={paths.account()} kind="quiet" reload={!scripts}>
              {viewer.name}
            </ButtonLink>
          ) : (
            <ButtonLink to={paths.signIn()} kind="quiet" reload={!scripts}>
              {t('signIn')}
            </ButtonLink>
          )}
        </div>
        {items.length > 1 ? <Navigation items={items} scripts={scripts} /> : null}
      </header>
      {children}
      <footer className="footer">
        <div className="footer__row">
          <p>
            {t('footer')} <a href={paths.channels()}>{t('channels')}</a>
          </p>
          <Preferences />
        </div>
      </footer>
    </>
  );
}

/** More places than a phone has room for stand behind one button; CSS shows either the row or the button. */
function Navigation({ items, scripts }: { items: NavItem[]; scripts: boolean }) {
  const t = useText(shellText);
  const location = useLocation();
  const links = items.map((item) => (
    <NavLink key={item.to} to={item.to} end={item.end ?? false} reloadDocument={!scripts}>
      {t(item.key)}
    </NavLink>
  ));
  const row = (
    <nav className="nav" aria-label={t('mainNavigation')}>
      {links}
    </nav>
  );
  if (items.length <= 4) return row;
  const here = items.find(({ to, end }) => (end ? location.pathname === to : location.pathname.startsWith(to)));
  return (
    <>
      <div className="nav-wide">{row}</div>
      <details className="nav-menu" key={location.pathname}>
        <summary>
          {t('menu')}
          {here ? <span className="nav-menu__here">{t(here.key)}</span> : null}
        </summary>
        <nav className="nav nav--menu" aria-label={t('mainNavigation')}>
          {links}
        </nav>
      </details>
    </>
  );
}

/** Language and theme: plain forms, so that pages without scripts have them too. */
function Preferences() {
  const t = useText(shellText);
  const locale = useLocale();
  const location = useLocation();
  const theme = useRouteLoaderData<{ theme?: string }>('root')?.theme ?? 'auto';
  return (
    <Form method="post" action={paths.preferences()} reloadDocument className="footer__controls">
      <input type="hidden" name="lanjut" value={location.pathname + location.search} />
      <fieldset className="segments" aria-label={t('language')}>
        {(['id', 'en'] as const).map((each) => (
          <button type="submit" key={each} name="bahasa" value={each} lang={each} aria-pressed={each === locale}>
            {each === 'id' ? 'Indonesia' : 'English'}
          </button>
        ))}
      </fieldset>
      <fieldset className="segments" aria-label={t('theme')}>
        {(['auto', 'light', 'dark'] as const).map((each) => (
          <button type="submit" key={each} name="tema" value={each} aria-pressed={each === theme}>
            {t(each === 'auto' ? 'themeAuto' : each === 'light' ? 'themeLight' : 'themeDark')}
          </button>
        ))}
      </fieldset>
    </Form>
  );
}
