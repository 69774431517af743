import type { MetaDescriptor } from '@remix-run/node';

export interface PublicMeta {
  title: string;
  description: string;
  /** Whole address of the page. */
  address: string;
  /** Whole address of its picture, 1200 x 630; null: none has been drawn. */
  image: string | null;
  /** A version that was replaced is not for search engines. */
  noIndex?: boolean;
  /** schema.org, as JSON-LD. */
  about?: Record<string, unknown>;
}

/** What search engines and chat windows read of a public page: description, canonical address, Open Graph, schema.org. */
export function publicMeta(page: PublicMeta | undefined): MetaDescriptor[] {
  if (!page) return [];
  const { title, description, address, image, about, noIndex } = page;
  const picture: MetaDescriptor[] = image
    ? [
        { property: 'og:image', content: image },
        { property: 'og:image:type', content: 'image/png' },
        { property: 'og:image:width', content: '1200' },
        { property: 'og:image:height', content: '630' },
        { property: 'og:image:alt', content: title },
      ]
    : [];
  return [
    { title },
    { name: 'description', content: description },
    ...(noIndex ? [{ name: 'robots', content: 'noindex' }] : []),
    { tagName: 'link', rel: 'canonical', href: address },
    { tagName: 'link', rel: 'alternate', type: 'application/rss+xml', href: '/hasil.rss' },
    { property: 'og:type', content: 'website' },
    { property: 'og:title', content: title },
    { property: 'og:description', content: description },
    { property: 'og:url', content: address },
    { name: 'twitter:card', content: image ? 'summary_large_image' : 'summary' },
    ...picture,
    ...(about ? [{ 'script:ld+json': { '@context': 'https://schema.org', ...about } } as MetaDescriptor] : []),
  ];
}
