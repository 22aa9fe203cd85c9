import { css } from 'lit';

export const exploreStyles = css`
  .lede {
    margin: var(--space-3) 0 var(--space-6);
  }
  .bench {
    display: grid;
    grid-template: 'stage settings' auto 'parts settings' 1fr / minmax(0, 1fr) minmax(19rem, 22rem);
    gap: var(--space-5);
    align-items: start;
  }
  .stage {
    grid-area: stage;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-4);
    min-width: 0;
  }
  /* Stays in view next to the sections. All of it fits a window of 800 pixels with up to five blocks. */
  .settings {
    grid-area: settings;
    position: sticky;
    top: var(--space-4);
    padding: var(--space-4);
    max-height: calc(100dvh - 2 * var(--space-4));
    overflow-y: auto;
    scrollbar-width: thin;
  }
  diagram-strip {
    display: none;
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-1) var(--space-4);
    padding: 0;
    list-style: none;
  }
  .legend li::before {
    content: '';
    display: inline-block;
    width: 0.75rem;
    height: 0.75rem;
    margin-right: var(--space-2);
    border-radius: 2px;
    vertical-align: -0.06rem;
    background: color-mix(in oklab, var(--ink-soft) 34%, var(--surface));
  }
  .legend [data-kind='carried']::before {
    background: linear-gradient(
      to right,
      color-mix(in oklab, var(--accent) 22%, var(--surface)),
      color-mix(in oklab, var(--accent) 68%, var(--surface))
    );
  }
  .legend [data-kind='new']::before {
    background: var(--accent);
  }
  .legend [data-kind='transition']::before {
    background: color-mix(in oklab, var(--warn) 42%, var(--surface));
  }
  .parts {
    grid-area: parts;
    min-width: 0;
  }
  .columns {
    columns: 23rem 2;
    column-gap: var(--space-5);
  }
  .parts .card {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-4);
    margin-bottom: var(--space-5);
    break-inside: avoid;
    scroll-margin-top: var(--space-4);
  }
  .parts h3 + p {
    margin-top: calc(-1 * var(--space-2));
  }
  @media print {
    .bench {
      display: block;
    }
    .settings,
    other-network {
      display: none;
    }
    /* A grid would be broken across pages. */
    .parts .card {
      display: block;
    }
    .parts .card > * {
      margin-block: var(--space-3);
    }
  }
  @media (max-width: 62rem) {
    .bench {
      grid-template: 'stage' 'settings' 'parts' / minmax(0, 1fr);
    }
    .settings {
      position: static;
      max-height: none;
      overflow: visible;
    }
    diagram-strip {
      display: block;
      position: sticky;
      top: 0;
      z-index: 2;
    }
  }
`;
