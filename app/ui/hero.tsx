import type { ReactNode } from 'react';

interface HeroProps {
  eyebrow: ReactNode;
  title: ReactNode;
  lead: ReactNode;
  children?: ReactNode;
}

/** The head of a public page. The route links publication.css. */
export function Hero({ eyebrow, title, lead, children }: HeroProps) {
  return (
    <header className="hero">
      <p className="hero__eyebrow">{eyebrow}</p>
      <h1>{title}</h1>
      <p className="hero__lead">{lead}</p>
      {children ? <div className="row hero__acts">{children}</div> : null}
    </header>
  );
}
