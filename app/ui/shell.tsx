import { Form, NavLink, useLocation } from '@remix-run/react';
import type { ReactNode } from 'react';
import { shellText } from '#app/i18n/shell.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import type { Role } from '#app/identity/roles.ts';
import { homeOf, paths } from '#app/paths.ts';
import { Brand } from './brand.tsx';
import { Button, ButtonLink } from './button.tsx';

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
  const locale = useLocale();
  const location = useLocation();
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
        {items.length > 1 ? (
          <nav className="nav" aria-label={t('mainNavigation')}>
            {items.map((item) => (
              <NavLink key={item.to} to={item.to} end={item.end ?? false} reloadDocument={!scripts}>
                {t(item.key)}
              </NavLink>
            ))}
          </nav>
        ) : null}
      </header>
      {children}
      <footer className="footer">
        <div className="footer__row">
          <p>{t('footer')}</p>
          <Form method="post" action={paths.preferences()} reloadDocument className="row footer__controls">
            <input type="hidden" name="lanjut" value={location.pathname + location.search} />
            <Button
              kind="quiet"
              name="bahasa"
              value={locale === 'id' ? 'en' : 'id'}
              aria-label={t('otherLanguageLabel')}
            >
              {t('otherLanguage')}
            </Button>
            <ThemeButtons />
          </Form>
        </div>
      </footer>
    </>
  );
}

function ThemeButtons() {
  const t = useText(shellText);
  return (
    <fieldset className="theme-buttons" aria-label={t('theme')}>
      {(['auto', 'light', 'dark'] as const).map((theme) => (
        <Button key={theme} kind="quiet" name="tema" value={theme}>
          {t(theme === 'auto' ? 'themeAuto' : theme === 'light' ? 'themeLight' : 'themeDark')}
        </Button>
      ))}
    </fieldset>
  );
}
