/** Code that a webmaster pastes; the same in every language. Null where there is none. */
import type { Hosting } from './platform.ts';

const headers = [
  ['Strict-Transport-Security', 'max-age=31536000'],
  ['X-Frame-Options', 'SAMEORIGIN'],
  ['X-Content-Type-Options', 'nosniff'],
  ['Referrer-Policy', 'strict-origin-when-cross-origin'],
] as const;

interface About {
  name: string;
  url: string;
  hosting: Hosting | null;
}

export function snippetFor(signal: string, { name, url, hosting }: About): string | null {
  if (signal === 'viewport-meta') return '<meta name="viewport" content="width=device-width, initial-scale=1">';
  if (signal === 'structured-data') {
    const data = { '@context': 'https://schema.org', '@type': 'GovernmentOrganization', name, url };
    return `<script type="application/ld+json">\n${JSON.stringify(data, null, 2)}\n</script>`;
  }
  if (signal === 'security-headers' && hosting !== 'cloudflare')
    return headers
      .map(([key, value]) =>
        hosting === 'nginx' ? `add_header ${key} "${value}" always;` : `Header always set ${key} "${value}"`,
      )
      .join('\n');
  if (signal === 'https-redirect' && hosting === 'cpanel')
    return 'RewriteEngine On\nRewriteCond %{HTTPS} off\nRewriteRule ^ https://%{HTTP_HOST}%{REQUEST_URI} [L,R=301]';
  return null;
}
