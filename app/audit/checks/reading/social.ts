import { hostOf, isUnder } from './hosts.ts';

const NOT_A_PROFILE = {
  instagram: /^(p|reel|reels|tv|stories|explore|accounts|share|about|direct|legal|developer)$/i,
  facebook:
    /^(sharer|sharer\.php|share\.php|dialog|plugins|login|login\.php|home\.php|watch|events|hashtag|help|policies|photo|photo\.php|photos|story\.php|permalink\.php|groups|marketplace|tr|v\d[\d.]*)$/i,
};

/** Account name of an Instagram profile link in lower case; null for posts, share links and the bare site. */
export function instagramProfile(href: string): string | null {
  const path = pathOn(href, ['instagram.com', 'instagr.am']);
  const [first] = path ?? [];
  return first && !NOT_A_PROFILE.instagram.test(first) && /^@?[\w.]+$/.test(first)
    ? first.replace(/^@/, '').toLowerCase()
    : null;
}

/** Page name or id of a Facebook profile link or page plugin, lower case; null for share buttons, posts, groups. */
export function facebookProfile(href: string): string | null {
  const path = pathOn(href, ['facebook.com', 'fb.com']);
  if (!path) return null;
  const [first, second, third] = path;
  if (!first) return null;
  const query = new URL(href).searchParams;
  if (first === 'profile.php') return query.get('id');
  if (first === 'plugins') return /^page\.php$/.test(second ?? '') ? facebookProfile(query.get('href') ?? '') : null;
  if (first === 'pages' || first === 'people' || first === 'pg') return (third ?? second)?.toLowerCase() ?? null;
  // facebook.com/share/<code> is what the app gives for a profile; share/p, /r and /v are posts and videos.
  if (first === 'share') return second && second.length > 1 ? `share/${second}` : null;
  return NOT_A_PROFILE.facebook.test(first) ? null : first.replace(/^@/, '').toLowerCase();
}

function pathOn(href: string, domains: string[]): string[] | null {
  const host = hostOf(href);
  if (!domains.some((domain) => isUnder(host, domain))) return null;
  return new URL(href).pathname.split('/').filter(Boolean);
}
