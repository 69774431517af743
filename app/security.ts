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
