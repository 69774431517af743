/** The demo's ground: a throwaway data folder, the sample sites, and the application on them. */

import { randomBytes } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { throwawayFolder } from '#db/throwaway.server.ts';
import { type Regency, startRegency } from '#tests/fixtures/regency.ts';
import { type Application, startApplication } from '../application.ts';

export interface Ground {
  regency: Regency;
  application: Application;
  /** Signs the demo's sessions; new at every start. */
  authSecret: string;
  stop: () => Promise<void>;
}

/** The wished port when it is free, else 0: any. */
function portOr(wished: number): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer()
      .once('error', () => resolve(0))
      .listen(wished, '127.0.0.1', () => probe.close(() => resolve(wished)));
  });
}

/** Starts the sample sites and the application on a fresh embedded database. */
export async function prepareGround(): Promise<Ground> {
  const folder = await throwawayFolder('lomba-demo-');
  const regency = await startRegency();
  const authority = path.join(folder, 'authority.pem');
  writeFileSync(authority, regency.authority.certificatePem);
  const authSecret = randomBytes(32).toString('hex');
  const clean = async () => {
    await regency.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const application = await startApplication({
      dataDir: folder,
      port: await portOr(Number(process.env.PORT ?? 3000)),
      env: {
        PUBLIC_URL: '',
        AUTH_SECRET: authSecret,
        AUDIT_ALLOW_PRIVATE: regency.allowPrivate.join(','),
        AUDIT_EXTRA_CA: authority,
        AUDIT_TRUSTED_SPKI: regency.authority.spkiSha256Base64,
        AUDIT_RETRY_SCALE: '0',
        AUDIT_PROBES: '0',
        AUDIT_LIGHTHOUSE_PAGES: '1',
        AUDIT_INNER_PAGES: '4',
        AUDIT_SPEED_MAX_ROUNDS: '3',
        AUDIT_CONTROL: '0',
      },
    });
    const stop = async () => {
      await application.stop();
      await clean();
    };
    return { regency, application, authSecret, stop };
  } catch (error) {
    await clean();
    throw error;
  }
}
