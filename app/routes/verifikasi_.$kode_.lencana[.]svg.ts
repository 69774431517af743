import type { LoaderFunctionArgs } from '@remix-run/node';
import { notFound } from '#app/identity/session.server.ts';
import { readCode } from '#app/identity/sign-in-code.ts';
import { badgeSvg } from '#app/publication/badge.ts';
import { verify } from '#app/publication/documents.server.ts';

/** The badge of a certificate, once its result is released and while what is in force still gives it; other sites show it. */
export async function loader({ params }: LoaderFunctionArgs) {
  const code = readCode((params.kode ?? '').slice(0, 40));
  const found = code ? await verify(code) : null;
  if (!found || found.standing === 'revoked') throw notFound();
  return new Response(badgeSvg(found), {
    headers: {
      'Content-Type': 'image/svg+xml; charset=utf-8',
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'Cross-Origin-Resource-Policy': 'cross-origin',
      'Cache-Control': 'public, no-cache',
      'X-Content-Type-Options': 'nosniff',
    },
  });
}
