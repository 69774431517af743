/** The TLS handshake, by Node rather than by Chrome: Chrome fetches missing intermediates and hides the fault. */
import { isIP } from 'node:net';
import { connect, getCACertificates, type PeerCertificate, rootCertificates } from 'node:tls';
import { bareHost, type EgressPolicy, resolveAllowed } from '../egress.ts';
import type { TlsRecord } from '../visit.ts';

const DAY_MS = 86_400_000;
const HANDSHAKE_MS = 10_000;

/** Certificates a visitor's browser trusts, and the extra ones of this audit. PEM. */
function authorities(extraCa: readonly string[]): string[] {
  const system = getCACertificates('system');
  return [...new Set([...rootCertificates, ...system, ...extraCa])];
}

/** One handshake with host and port. `now` gives `daysLeft`. Never throws: what does not answer is unreachable. */
export async function probeTls(
  hostname: string,
  port: number,
  options: { policy: EgressPolicy; extraCa: readonly string[]; now: Date },
): Promise<TlsRecord> {
  const host = bareHost(hostname);
  const record: TlsRecord = {
    host,
    port,
    reachable: false,
    valid: false,
    problem: null,
    validTo: null,
    daysLeft: null,
    issuer: null,
    subjectNames: [],
  };
  try {
    const [checked] = await resolveAllowed(host, port, options.policy);
    if (!checked) return record;
    await new Promise<void>((resolve, reject) => {
      const socket = connect({
        host: checked.address,
        port,
        ...(isIP(host) ? {} : { servername: host }),
        ca: authorities(options.extraCa),
        rejectUnauthorized: false,
        ALPNProtocols: ['http/1.1'],
      });
      // Not the socket's own timeout: a server that sends a byte now and then would never meet it.
      const late = () => socket.destroy(Object.assign(new Error('timeout'), { code: 'ETIMEDOUT' }));
      const timer = setTimeout(late, HANDSHAKE_MS);
      socket.once('close', () => clearTimeout(timer));
      socket.once('error', reject);
      socket.once('secureConnect', () => {
        record.reachable = true;
        record.valid = socket.authorized;
        record.problem = socket.authorized ? null : problemOf(socket.authorizationError);
        describe(record, socket.getPeerCertificate(), options.now);
        socket.destroy();
        resolve();
      });
    });
  } catch (error) {
    record.problem = problemOf(error);
  }
  return record;
}

function describe(record: TlsRecord, certificate: PeerCertificate, now: Date): void {
  if (!certificate.valid_to) return;
  const end = new Date(certificate.valid_to);
  record.validTo = end.toISOString();
  record.daysLeft = Math.floor((end.getTime() - now.getTime()) / DAY_MS);
  const { O, CN } = certificate.issuer ?? {};
  record.issuer = [O ?? CN].flat()[0] ?? null;
  const names = certificate.subjectaltname?.split(', ').map((name) => name.replace(/^(DNS|IP Address):/, ''));
  record.subjectNames = names ?? [certificate.subject?.CN ?? []].flat();
}

/** Node's code of a TLS or network error. */
function problemOf(error: unknown): string {
  if (typeof error === 'string') return error;
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return error instanceof Error ? error.message : String(error);
}
