import type { ReactNode } from 'react';

export type Tone = 'info' | 'success' | 'warning' | 'danger' | 'neutral';

/** A message in the page. `live` announces it to screen readers when it appears after an act. */
export function Notice({
  tone = 'info',
  title,
  live,
  children,
}: {
  tone?: Exclude<Tone, 'neutral'>;
  title?: ReactNode;
  live?: boolean;
  children?: ReactNode;
}) {
  return (
    <div className={`notice notice--${tone}`} role={live ? (tone === 'danger' ? 'alert' : 'status') : undefined}>
      {title ? <p className="notice__title">{title}</p> : null}
      {children}
    </div>
  );
}

/** A status in one or two words. The words carry the meaning, the colour only helps. */
export function Badge({ tone = 'neutral', children }: { tone?: Tone; children: ReactNode }) {
  return <span className={`badge badge--${tone}`}>{children}</span>;
}
