import inter from '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url';
import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import {
  isRouteErrorResponse,
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useLoaderData,
  useMatches,
  useRouteError,
  useRouteLoaderData,
} from '@remix-run/react';
import type { ReactNode } from 'react';
import { readPreferences } from './i18n/locale.server.ts';
import { shellText } from './i18n/shell.ts';
import { text } from './i18n/text.ts';
import { useText } from './i18n/use-text.ts';
import { getViewer } from './identity/session.server.ts';
import { paths } from './paths.ts';
import { ButtonLink } from './ui/button.tsx';
import { useNonce } from './ui/nonce.ts';
import { Page, PageHeader } from './ui/page.tsx';
import { scrollKey } from './ui/scroll-key.ts';
import { Shell } from './ui/shell.tsx';
import main from './ui/styles/main.css?url';

export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: main },
  { rel: 'icon', href: '/ikon.svg', type: 'image/svg+xml' },
];

export async function loader({ request }: LoaderFunctionArgs) {
  const [preferences, viewer] = await Promise.all([readPreferences(request), getViewer(request)]);
  return { ...preferences, viewer: viewer && { name: viewer.name, role: viewer.role } };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: text(shellText, data?.locale ?? 'id')('appName') },
];

/** A route says `export const handle = { scripts: false }` to ship no JavaScript, `{ shell: false }` to bring its own frame. */
interface Handle {
  scripts?: boolean;
  shell?: boolean;
}

function useHandle(): Required<Handle> {
  const handles = useMatches().map((match) => match.handle as Handle | undefined);
  return {
    scripts: handles.every((handle) => handle?.scripts !== false),
    shell: handles.every((handle) => handle?.shell !== false),
  };
}

export function Layout({ children }: { children: ReactNode }) {
  const data = useRouteLoaderData<typeof loader>('root');
  const nonce = useNonce();
  const { scripts } = useHandle();
  // The public's pages are read once, on any line: the device's own face costs them nothing.
  const plain = !scripts && !data?.viewer;
  return (
    <html
      lang={data?.locale ?? 'id'}
      data-theme={data?.theme === 'auto' ? undefined : data?.theme}
      data-face={plain ? 'system' : undefined}
    >
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="theme-color" content="#196bcd" />
        <Meta />
        {/* `font-display: optional`: fetched early it is there at first paint, and nothing moves later. */}
        {plain ? null : <link rel="preload" href={inter} as="font" type="font/woff2" crossOrigin="anonymous" />}
        <Links />
      </head>
      <body>
        {children}
        {scripts ? (
          <>
            <ScrollRestoration nonce={nonce} getKey={scrollKey} />
            <Scripts nonce={nonce} />
          </>
        ) : null}
      </body>
    </html>
  );
}

export default function App() {
  const { viewer } = useLoaderData<typeof loader>();
  const { scripts, shell } = useHandle();
  if (!shell) return <Outlet />;
  return (
    <Shell viewer={viewer} scripts={scripts}>
      <Outlet />
    </Shell>
  );
}

export function ErrorBoundary() {
  const error = useRouteError();
  const data = useRouteLoaderData<typeof loader>('root');
  const t = useText(shellText);
  const missing = isRouteErrorResponse(error) && error.status === 404;
  return (
    <Shell viewer={data?.viewer ?? null} scripts={false}>
      <Page narrow>
        <title>{t(missing ? 'notFoundTitle' : 'errorTitle')}</title>
        <PageHeader
          title={t(missing ? 'notFoundTitle' : 'errorTitle')}
          lead={t(missing ? 'notFoundBody' : 'errorBody')}
        />
        <div>
          <ButtonLink to={paths.home()} kind="primary" reload>
            {t('backHome')}
          </ButtonLink>
        </div>
      </Page>
    </Shell>
  );
}
