/** The web process: Express around Remix's build. Run by Node's own type stripping; needs DATABASE_URL. */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import path from 'node:path';
import { createRequestHandler } from '@remix-run/express';
import type { ServerBuild } from '@remix-run/node';
import compression from 'compression';
import express from 'express';
import { openDatabase, setDatabase } from '#db/client.server.ts';
import { type Env, env } from './env.server.ts';
import { CLIENT_ADDRESS_HEADER, startAuth } from './identity/auth.server.ts';
import { jobs } from './jobs.ts';
import { paths } from './paths.ts';
import { publicPages } from './public-pages.ts';
import { startQueue } from './queue.server.ts';
import { isSameOrigin, securityHeaders } from './security.ts';
import { shortWay } from './short-way.ts';

const root = path.resolve(import.meta.dirname, '..');

/** The secret that signs sessions: from the environment, else made once and kept in the data folder. */
function authSecret(settings: Env): string {
  if (settings.AUTH_SECRET) return settings.AUTH_SECRET;
  const file = path.resolve(settings.DATA_DIR, 'auth.secret');
  if (!existsSync(file)) {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600 });
  }
  return readFileSync(file, 'utf8').trim();
}

interface Pages {
  build: ServerBuild | (() => Promise<ServerBuild>);
  /** Development: Vite serves the sources. */
  middleware?: express.Handler;
}

async function pages(settings: Env): Promise<Pages> {
  if (settings.NODE_ENV === 'development') {
    const { createServer: createVite } = await import('vite');
    const vite = await createVite({ root, server: { middlewareMode: true }, appType: 'custom' });
    return {
      build: () => vite.ssrLoadModule('virtual:remix/server-build') as Promise<ServerBuild>,
      middleware: vite.middlewares,
    };
  }
  return { build: (await import(path.join(root, 'build/server/index.js'))) as ServerBuild };
}

function createApp(settings: Env, { build, middleware }: Pages): express.Express {
  const app = express();
  const development = settings.NODE_ENV === 'development';
  app.disable('x-powered-by');
  app.set('trust proxy', settings.TRUST_PROXY);
  app.use((request, response, next) => {
    response.locals.nonce = randomBytes(16).toString('base64');
    response.set(securityHeaders(response.locals.nonce, development));
    request.headers[CLIENT_ADDRESS_HEADER] = request.ip ?? '';
    next();
  });
  app.use(
    compression({
      filter: (request, response) =>
        response.getHeader('Content-Type') !== 'text/event-stream' && compression.filter(request, response),
    }),
  );
  if (middleware) app.use(middleware);
  else app.use('/assets', express.static(path.join(root, 'build/client/assets'), { immutable: true, maxAge: '1y' }));
  app.use(express.static(path.join(root, middleware ? 'public' : 'build/client'), { maxAge: '1h', index: false }));
  app.use((request, response, next) => {
    const safe = request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS';
    if (safe || isSameOrigin({ get: (name) => request.get(name) })) return next();
    response.status(403).type('text/plain').send('Permintaan dari situs lain ditolak / cross-site request refused');
  });
  app.use((request, response, next) => {
    const length = Number(request.get('content-length') ?? 0);
    if (bindsItself(request.path) || (!request.get('transfer-encoding') && length <= LARGEST_BODY)) return next();
    const most = LARGEST_BODY / 1_000_000;
    response
      .status(413)
      .type('text/plain')
      .send(
        `Kiriman terlalu besar: paling banyak ${most} MB. Kembalilah ke halaman sebelumnya dan pilih berkas yang lebih kecil.\n` +
          `Too large: at most ${most} MB. Go back to the page before and choose a smaller file.`,
      );
  });
  app.use((_request, response, next) => {
    // A page may show what one person alone may see; a route that is public says so itself.
    response.set('Cache-Control', 'private, no-store');
    // Remix appends its headers, which would leave two contradicting ones: a route's own takes the place of ours.
    const ours = Object.keys(response.getHeaders()).filter((field) => field !== 'vary');
    const append = response.append.bind(response);
    response.append = (field, value) => {
      // Empty: the route wants none of ours. The embeddable table may stand in frames.
      if (value === '') response.removeHeader(field);
      else if (ours.includes(field.toLowerCase())) response.set(field, value);
      else append(field, value);
      return response;
    };
    next();
  });
  if (typeof build !== 'function') app.post(paths.saveMarks(), shortWay(build, 'routes/juri.simpan'));
  app.all(
    '*',
    createRequestHandler({
      build,
      getLoadContext: (_request, response) => {
        // For streams. A request's own signal is lost: each copy follows the one before only until that is collected.
        const closed = new AbortController();
        response.once('close', () => closed.abort());
        return { nonce: response.locals.nonce, closed: closed.signal };
      },
    }),
  );
  return app;
}

/** No other form or batch of ours is larger, bytes. */
const LARGEST_BODY = 5_000_000;
/** Forms that read no further than their own limit (`boundedForm`), and say what is too much where it was typed. */
const BOUND = [paths.importEntries(), paths.webmasterObjections(':entry')].map(
  (pattern) => new RegExp(`^${pattern.replace(':entry', '[^/]+')}(?:\\.data)?$`),
);
const bindsItself = (address: string) => BOUND.some((pattern) => pattern.test(address));

/** Closes the door, lets open answers end, then cuts what streams on. */
function shutDown(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 500).unref();
  });
}

async function main(): Promise<void> {
  const settings = env();
  if (!settings.DATABASE_URL) throw new Error('DATABASE_URL kosong: jalankan `npm start`, bukan berkas ini langsung.');
  const database = openDatabase(settings.DATABASE_URL, { max: 20 });
  setDatabase(database);
  const boss = await startQueue(settings.DATABASE_URL, jobs, { supervise: false });
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(settings.PORT, settings.HOST, resolve);
  });
  const address = server.address();
  const port = address && typeof address === 'object' ? address.port : settings.PORT;
  const baseUrl = settings.PUBLIC_URL ?? `http://${settings.HOST === '0.0.0.0' ? 'localhost' : settings.HOST}:${port}`;
  startAuth({
    secret: authSecret(settings),
    baseUrl,
    secureCookies: settings.SECURE_COOKIES ?? baseUrl.startsWith('https:'),
  });
  const built = await pages(settings);
  const app = createApp(settings, built);
  if (typeof built.build === 'function') server.on('request', app);
  else {
    const isPublicUrl = settings.PUBLIC_URL !== undefined;
    const shown = publicPages({ build: built.build, baseUrl, isPublicUrl });
    server.on('request', (request, response) => {
      const next = () => app(request, response);
      if (!shown(request, response, next)) next();
    });
  }
  process.send?.({ type: 'ready', url: baseUrl, port });

  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    await shutDown(server);
    await boss.stop({ graceful: true, timeout: 2000 });
    await database.$client.end({ timeout: 2 });
    process.exit(0);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  process.on('disconnect', stop);
}

await main();
