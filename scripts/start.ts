/** `npm start`: web and worker on a persistent database. */

import { env } from '#app/env.server.ts';
import { ensureFirstOrganizerLink } from '#app/identity/invitations.server.ts';
import { paths } from '#app/paths.ts';
import { db } from '#db/client.server.ts';
import { DataFolderInUse } from '#db/embedded.server.ts';
import { startApplication, stopOnSignal } from './application.ts';

const settings = env();
let token: string | null = null;
try {
  const application = await startApplication({
    databaseUrl: settings.DATABASE_URL,
    dataDir: settings.DATA_DIR,
    port: settings.PORT,
    env: settings.NODE_ENV === 'development' ? { NODE_ENV: 'development' } : {},
    prepare: async () => {
      token = await ensureFirstOrganizerLink(db());
    },
  });
  stopOnSignal(application);
  console.log(`Meja juri siap di ${application.url}`);
  if (token) {
    console.log(
      '\nBelum ada panitia. Buka tautan sekali pakai ini (berlaku 7 hari) untuk membuat akun panitia pertama:',
    );
    console.log(`  ${application.url}${paths.invitation(token)}\n`);
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  if (!(error instanceof DataFolderInUse) && error instanceof Error) console.error(error.stack);
  process.exit(1);
}
