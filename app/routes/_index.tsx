import { type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useText } from '#app/i18n/use-text.ts';
import { welcomeText } from '#app/i18n/welcome.ts';
import { getViewer } from '#app/identity/session.server.ts';
import { homeOf, paths } from '#app/paths.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { Page, PageHeader } from '#app/ui/page.tsx';

export const handle = { scripts: false };

export async function loader({ request }: LoaderFunctionArgs) {
  const viewer = await getViewer(request);
  if (viewer) throw redirect(homeOf(viewer.role));
  return null;
}

export default function Welcome() {
  const t = useText(welcomeText);
  return (
    <Page>
      <PageHeader title={t('title')} lead={t('lead')} />
      <div className="row">
        <ButtonLink to={paths.signIn()} kind="primary" reload>
          {t('signIn')}
        </ButtonLink>
        <ButtonLink to={paths.results()} reload>
          {t('results')}
        </ButtonLink>
      </div>
      <section className="grid" aria-label={t('how')}>
        {(['measured', 'judged', 'checked'] as const).map((key) => (
          <div className="card" key={key}>
            <h2>{t(key)}</h2>
            <p className="muted">{t(`${key}Body`)}</p>
          </div>
        ))}
      </section>
    </Page>
  );
}
