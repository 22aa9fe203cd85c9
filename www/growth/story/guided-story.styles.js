import { css } from 'lit';

export const storyStyles = css`
  .sheet {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-3);
    padding: var(--space-4) var(--space-5);
    border: 1px solid var(--line);
    border-inline-start: 4px solid var(--accent);
    border-radius: var(--radius);
    background: var(--surface);
  }
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--space-2) var(--space-4);
  }
  h2 {
    flex: 1 1 16rem;
    font-size: var(--text-xl);
  }
  h2:focus-visible {
    outline: none;
  }
  nav {
    gap: var(--space-2);
  }
  nav button {
    min-height: 2.25rem;
  }
  .body {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    gap: var(--space-3) var(--space-6);
    align-items: start;
    min-height: 7.25rem;
  }
  .body > :only-child {
    grid-column: 1 / -1;
    max-width: var(--measure);
  }
  .text {
    line-height: 1.5;
  }
  .activity {
    display: grid;
    gap: var(--space-3);
  }
  .missing {
    padding: var(--space-2) var(--space-3);
    border-radius: var(--radius-s);
    background: var(--accent-soft);
  }
  .wirings {
    display: grid;
    grid-template-columns: repeat(3, minmax(0, 1fr));
    gap: var(--space-4);
  }
  .wirings svg {
    width: 100%;
    max-width: 12rem;
    overflow: visible;
  }
  figcaption {
    font-size: var(--text-s);
    color: var(--ink-soft);
  }
  figcaption b {
    color: var(--ink);
  }
  .line,
  .skip {
    fill: none;
    stroke: var(--line-strong);
    stroke-width: 1.5;
  }
  .skip {
    stroke: var(--accent);
  }
  svg text {
    font-size: 15px;
    font-weight: 700;
    fill: var(--surface);
  }
  .part {
    fill: var(--line-strong);
  }
  .p0 {
    fill: light-dark(#b0562a, #e59a6b);
  }
  .p1 {
    fill: light-dark(#2f7d4f, #7cd0a5);
  }
  .p2 {
    fill: light-dark(#2a56c6, #93b4ff);
  }
  .p3 {
    fill: light-dark(#8a3fa0, #d39be6);
  }
  @media (max-width: 58rem) {
    .body {
      grid-template-columns: minmax(0, 1fr);
    }
  }
  @media screen and (max-width: 40rem) {
    .sheet {
      position: fixed;
      z-index: 5;
      inset: auto 0 0;
      max-height: 45dvh;
      overflow-y: auto;
      overscroll-behavior: contain;
      padding: var(--space-3) var(--space-4);
      border-width: 3px 0 0;
      border-color: var(--accent);
      border-radius: var(--radius) var(--radius) 0 0;
      box-shadow: var(--shadow);
    }
    header {
      position: sticky;
      top: calc(-1 * var(--space-3));
      z-index: 1;
      margin: calc(-1 * var(--space-3)) calc(-1 * var(--space-4)) 0;
      padding: var(--space-2) var(--space-4);
      background: var(--surface);
    }
    .body {
      min-height: 0;
    }
    .text {
      font-size: 0.875rem;
      line-height: 1.4;
    }
    nav {
      width: 100%;
    }
    nav .progress {
      flex: 1;
    }
    h2 {
      order: 1;
      flex-basis: 100%;
      font-size: var(--text-l);
    }
    .wirings {
      gap: var(--space-2);
    }
  }
`;
