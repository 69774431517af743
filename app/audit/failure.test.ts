import { describe, expect, test } from 'vitest';
import { failureCode } from './audit.schema.ts';
import { EgressRefused } from './egress.ts';
import { AuditFailure, classifyError, isCertificateError, isSiteDown, retryPolicy, siteFailure } from './failure.ts';

const withCode = (code: string) => Object.assign(new Error(`x ${code}`), { code });

describe('classifyError', () => {
  test.each([
    [withCode('ENOTFOUND'), 'no-such-host'],
    [withCode('EAI_AGAIN'), 'our-outage'],
    [withCode('ENETUNREACH'), 'our-outage'],
    [withCode('ECONNREFUSED'), 'refused'],
    [withCode('ETIMEDOUT'), 'timeout'],
    [withCode('ECONNRESET'), 'connection-lost'],
    [withCode('HPE_INVALID_CONSTANT'), 'connection-lost'],
    [withCode('TOO_MANY_REDIRECTS'), 'redirect-loop'],
    [new EgressRefused('10.0.0.1:80', 'private'), 'refused-address'],
    [new Error('fetch failed', { cause: withCode('ECONNREFUSED') }), 'refused'],
    [new Error('net::ERR_NAME_NOT_RESOLVED at http://x/'), 'no-such-host'],
    [new Error('net::ERR_CONNECTION_REFUSED at http://x/'), 'refused'],
    [new Error('net::ERR_TOO_MANY_REDIRECTS at http://x/'), 'redirect-loop'],
    [new Error('net::ERR_CONNECTION_TIMED_OUT at http://x/'), 'timeout'],
    [new Error('net::ERR_EMPTY_RESPONSE at http://x/'), 'connection-lost'],
    [new Error('net::ERR_SSL_PROTOCOL_ERROR at https://x/'), 'connection-lost'],
    [new Error('net::ERR_SOMETHING_NEW at https://x/'), 'connection-lost'],
    [new Error('net::ERR_ABORTED at http://x/berkas.pdf'), 'not-html'],
    [new Error('net::ERR_INTERNET_DISCONNECTED at http://x/'), 'our-outage'],
    [new Error('net::ERR_INVALID_AUTH_CREDENTIALS at http://x/'), 'http-status'],
    [new Error('net::ERR_HTTP_RESPONSE_CODE_FAILURE at http://x/'), 'http-status'],
    [new Error('Page crashed!'), 'page-crashed'],
    [Object.assign(new Error('Navigation timeout of 20000 ms exceeded'), { name: 'TimeoutError' }), 'timeout'],
    [new Error('Runtime.callFunctionOn timed out. Increase the protocolTimeout'), 'timeout'],
    [new AuditFailure('empty-page'), 'empty-page'],
  ])('%s is %s', (error, code) => {
    expect(classifyError(error).code).toBe(code);
  });

  test("a fault of our own program never costs the site: it is ours, with the error's words", () => {
    const failure = classifyError(new TypeError("Cannot read properties of undefined (reading 'x')"));
    expect(failure.code).toBe('our-outage');
    expect(failure.message).toContain('Cannot read properties');
    expect(isSiteDown(failure.code)).toBe(false);
  });

  test('a bad certificate is told from a failure', () => {
    expect(isCertificateError(new Error('net::ERR_CERT_AUTHORITY_INVALID at https://x/'))).toBe(true);
    expect(isCertificateError(new Error('net::ERR_CONNECTION_RESET at https://x/'))).toBe(false);
  });
});

describe('codes', () => {
  test('each has a sentence of its own', () => {
    const sentences = failureCode.options.map((code) => siteFailure(code).message);
    expect(new Set(sentences).size).toBe(failureCode.options.length);
  });

  test('only what the site itself did counts against it', () => {
    const open = failureCode.options.filter((code) => !isSiteDown(code));
    expect(open.sort()).toEqual(['blocked', 'deadline', 'our-outage', 'refused-address']);
  });

  test('a missing host and a closed door are tried three times within an hour', () => {
    for (const code of ['no-such-host', 'refused'] as const) {
      const { tries, waitMinutes } = retryPolicy(code);
      expect(tries).toBe(3);
      expect((tries - 1) * waitMinutes).toBe(60);
    }
    expect(retryPolicy('blocked').tries).toBe(2);
    expect(retryPolicy('refused-address').tries).toBe(1);
  });
});
