/** Headers of every answer. The nonce is for our own scripts only; pictures of audited sites come from our own host. */
export function securityHeaders(nonce: string, development: boolean): Record<string, string> {
  const script = development ? `'self' 'nonce-${nonce}' 'unsafe-eval'` : `'nonce-${nonce}' 'strict-dynamic'`;
  return {
    'Content-Security-Policy': [
      "default-src 'self'",
      `script-src ${script}`,
      `style-src 'self'${development ? " 'unsafe-inline'" : ''}`,
      "img-src 'self' data: blob:",
      "font-src 'self'",
      `connect-src 'self'${development ? ' ws:' : ''}`,
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
      "worker-src 'self'",
    ].join('; '),
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), microphone=(), geolocation=()',
    'Cross-Origin-Opener-Policy': 'same-origin',
  };
}

/** Headers of a page of ours that runs no script: every visitor may get the same. */
export function scriptlessHeaders(): Record<string, string> {
  const headers = securityHeaders('', false);
  const policy = headers['Content-Security-Policy']?.replace(/script-src [^;]+/, "script-src 'none'") ?? '';
  return { ...headers, 'Content-Security-Policy': policy };
}

/**
 * Headers of a page that quotes an audited site, e.g. Lighthouse's report. The sandbox without allow-same-origin gives it
 * an origin of its own: no cookie, no storage, no answer of ours can be read, whatever runs in it. Only scripts with the
 * nonce run at all, and none of them reaches a network.
 */
export function foreignPageHeaders(nonce: string): Record<string, string> {
  return {
    'Content-Security-Policy': [
      'sandbox allow-scripts allow-popups',
      "default-src 'none'",
      `script-src 'nonce-${nonce}'`,
      "style-src 'unsafe-inline'",
      'img-src data:',
      'font-src data:',
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Resource-Policy': 'same-origin',
    // A sandboxed answer with `same-origin` is refused by the browser; links to it carry noopener.
    'Cross-Origin-Opener-Policy': 'unsafe-none',
    'Cache-Control': 'private, no-store',
  };
}

/**
 * True when a request that changes something comes from our own pages: Sec-Fetch-Site where the browser sends it,
 * else Origin's host against Host. A request with neither is refused.
 */
export function isSameOrigin(headers: { get: (name: string) => string | undefined }): boolean {
  const site = headers.get('sec-fetch-site');
  if (site) return site === 'same-origin' || site === 'none';
  const origin = headers.get('origin');
  if (!origin || !URL.canParse(origin)) return false;
  return new URL(origin).host === headers.get('host');
}
