import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { readPreferences, writePreferences } from '#app/i18n/locale.server.ts';
import { locales } from '#app/i18n/text.ts';
import { localPath } from '#app/identity/local-path.ts';
import { notFound } from '#app/identity/session.server.ts';

export function loader() {
  throw notFound();
}

const themes = ['auto', 'light', 'dark'] as const;

export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  const before = await readPreferences(request);
  const locale = locales.find((each) => each === form.get('bahasa')) ?? before.locale;
  const theme = themes.find((each) => each === form.get('tema')) ?? before.theme;
  return redirect(localPath(form.get('lanjut')), {
    headers: { 'Set-Cookie': await writePreferences({ locale, theme }) },
  });
}
