import { Link } from '@remix-run/react';
import type { ButtonHTMLAttributes, ReactNode } from 'react';

type Kind = 'primary' | 'plain' | 'danger' | 'quiet';

const className = (kind: Kind, block?: boolean) =>
  ['button', kind !== 'plain' && `button--${kind}`, block && 'button--block'].filter(Boolean).join(' ');

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  kind?: Kind;
  block?: boolean;
}

export function Button({ kind = 'plain', block, type = 'submit', ...rest }: ButtonProps) {
  return <button {...rest} type={type} className={className(kind, block)} />;
}

interface ButtonLinkProps {
  to: string;
  kind?: Kind;
  block?: boolean;
  children: ReactNode;
  /** A full page load: for downloads and for pages without scripts. */
  reload?: boolean;
}

export function ButtonLink({ to, kind = 'plain', block, children, reload }: ButtonLinkProps) {
  return (
    <Link to={to} className={className(kind, block)} reloadDocument={reload}>
      {children}
    </Link>
  );
}
