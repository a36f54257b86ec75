import type { ComponentChildren } from 'preact';

interface CardProps {
  title: string;
  /** One sentence under the title. */
  why: string;
  children: ComponentChildren;
}

/** One subject of the options page. */
export function Card({ title, why, children }: CardProps) {
  return (
    <section class="card">
      <header class="head">
        <h2>{title}</h2>
        <p>{why}</p>
      </header>
      <div class="body">{children}</div>
    </section>
  );
}
