/** Real handshakes: what Chrome forgives (it fetches a missing intermediate by itself) must still be found. */
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { check } from '#app/audit/checks/https-valid.ts';
import { aVisit, regency, said } from '#app/audit/checks/visit.fixture.ts';
import { probeTls } from '#app/audit/probes/tls.ts';
import { type Authority, type Credentials, createAuthority, selfSigned } from '#tests/fixtures/authority.ts';

const HOST = 'localhost';
const servers: Server[] = [];
let authority: Authority;

beforeAll(async () => {
  authority = await createAuthority();
});
afterAll(() => {
  for (const server of servers) server.close();
});

async function judge(credentials: Credentials) {
  const server = createServer(credentials, (_, response) => response.end());
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const policy = { allowPrivate: [`${HOST}:${port}`] };
  const tls = await probeTls(HOST, port, { policy, extraCa: [authority.certificatePem], now: new Date() });
  return check(aVisit({ tls }), regency);
}

describe('a certificate', () => {
  it('is fine by way of an intermediate that is sent, with the days left', async () => {
    const result = await judge(await authority.issueByIntermediate(HOST, 'complete'));
    expect(result).toMatchObject({ outcome: 'measured', value: 1 });
    expect(said(result)).toMatch(/sisa (89|90) hari/);
  });

  it.each([
    ['whose intermediate is not sent', () => authority.issueByIntermediate(HOST, 'incomplete'), 'rantai'],
    ['of another name', () => authority.issue('lain.contoh.example'), 'lain.contoh.example'],
    ['that ran out', () => authority.issueExpired(HOST), 'kedaluwarsa'],
    ['that signed itself', () => selfSigned(HOST), 'diterbitkan sendiri'],
  ])('%s fails, with the reason', async (_, make, reason) => {
    const result = await judge(await make());
    expect(result).toMatchObject({ outcome: 'failed', value: 0 });
    expect(said(result)).toContain(reason);
  });
});
