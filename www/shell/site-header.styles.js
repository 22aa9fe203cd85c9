import { css } from 'lit';

export const headerStyles = css`
  :host {
    background: var(--surface);
    border-bottom: 1px solid var(--line);
  }
  header {
    display: grid;
    grid-template-columns: auto auto minmax(0, 1fr) auto;
    align-items: center;
    gap: 0 var(--space-5);
    max-width: calc(var(--page) + 2 * var(--gutter));
    margin: 0 auto;
    padding: 0 var(--gutter);
  }
  .skip {
    position: absolute;
    inset: var(--space-2) auto auto var(--space-2);
    z-index: 10;
    translate: 0 -200%;
  }
  .skip:focus {
    translate: none;
  }
  .brand {
    display: flex;
    align-items: center;
    gap: var(--space-3);
  }
  .brand svg {
    flex: none;
    width: 1.6rem;
    height: 1.6rem;
    fill: var(--accent);
  }
  h1,
  .short {
    font-size: var(--text-l);
    font-weight: 680;
  }
  .look {
    display: flex;
    order: 1;
    justify-self: end;
    gap: var(--space-1);
    margin-inline-end: calc(-1 * var(--space-2));
  }
  .look button {
    min-height: 2.25rem;
    padding: 0 var(--space-2);
    font-weight: 500;
  }
  .icon svg {
    width: 1.35rem;
    height: 1.35rem;
    stroke: currentColor;
    stroke-width: 1.8;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  nav {
    display: flex;
    gap: var(--space-1);
    margin-inline-start: calc(-1 * var(--space-3));
  }
  nav a {
    padding: var(--space-4) var(--space-3) calc(var(--space-4) - 3px);
    border-bottom: 3px solid transparent;
    color: var(--ink-soft);
    font-size: var(--text-m);
    font-weight: 550;
    text-decoration: none;
    white-space: nowrap;
  }
  nav a:hover {
    color: var(--ink);
  }
  nav a[aria-current='page'] {
    color: var(--ink);
    border-color: var(--accent);
  }
  .run {
    display: flex;
    align-items: center;
    justify-content: flex-end;
    gap: var(--space-4);
    min-width: 0;
  }
  model-picker {
    min-width: 0;
  }

  h1 {
    /* Only for screen readers, where there is no room. */
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @media (min-width: 100rem) {
    .short {
      display: none;
    }
    h1 {
      position: static;
      width: auto;
      height: auto;
      overflow: visible;
      clip-path: none;
    }
  }
  @media (max-width: 74rem) {
    header {
      grid-template-columns: minmax(0, 1fr) auto;
      padding-top: var(--space-2);
    }
    .look {
      order: 0;
    }
    .run,
    nav {
      grid-column: 1 / -1;
    }
    .run {
      grid-row: 2;
      justify-content: flex-start;
    }
    nav a {
      padding-block: var(--space-2) calc(var(--space-2) - 3px);
    }
  }
  @media (min-width: 74rem) and (max-width: 100rem) {
    .run {
      --label: none;
    }
    header {
      column-gap: var(--space-4);
    }
    .run {
      gap: var(--space-2);
    }
  }
  @media (max-width: 30rem) {
    header {
      column-gap: var(--space-2);
    }
    .brand {
      gap: var(--space-2);
    }
    .short {
      font-size: var(--text-m);
    }
    .run {
      gap: var(--space-2);
      justify-content: space-between;
    }
    nav {
      justify-content: space-between;
      gap: 0;
      margin-inline: calc(-1 * var(--space-2));
      overflow-x: auto;
      overflow-y: hidden;
    }
    nav a {
      padding-inline: var(--space-2);
      font-size: var(--text-s);
    }
    nav a:focus-visible {
      outline-offset: -3px;
    }
  }
`;
