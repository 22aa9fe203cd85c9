import { css } from 'lit';

export const diagramStyles = css`
  :host {
    display: grid;
    grid-template:
      'menu bar bar' auto
      'stairs stairs prediction' auto
      'below below below' auto / auto minmax(0, 1fr) 12rem;
    gap: var(--space-2) var(--space-3);
    min-width: 0;
  }
  picture-menu {
    grid-area: menu;
  }
  .bar {
    grid-area: bar;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-2);
    --control: 2.1rem;
  }
  .size {
    margin-inline-start: auto;
  }
  stair-case {
    grid-area: stairs;
    min-width: 0;
  }
  growth-prediction {
    grid-area: prediction;
    padding-bottom: 3.6rem;
  }
  .below {
    grid-area: below;
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: var(--space-2) var(--space-4);
  }
  cut-outcome,
  .keys {
    grid-column: 1 / -1;
  }
  .keys {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-1) var(--space-5);
  }
  .keys summary {
    min-height: 0;
  }
  .keys details[open],
  .keys layer-table {
    min-width: 0;
  }
  .keys details[open] {
    flex: 1 1 100%;
  }
  .row {
    gap: var(--space-2);
  }
  .row button {
    min-width: 2.1rem;
    min-height: 2.1rem;
    padding: 0 var(--space-2);
    font-size: var(--text-s);
  }
  .row .play {
    min-width: 5.6rem;
  }
  svg {
    width: 0.9rem;
    height: 0.9rem;
    fill: currentColor;
  }
  .speed {
    display: inline-flex;
    align-items: center;
    gap: var(--space-2);
  }
  .speed input {
    width: 6rem;
    accent-color: var(--accent);
  }
  .speed .number {
    min-width: 6.9rem;
    color: var(--ink-soft);
  }
  @media (max-width: 90rem) {
    .speed .number {
      display: none;
    }
  }
  @media print {
    .speed {
      display: none;
    }
  }
  .caption {
    flex: 1 1 20rem;
    min-height: 1.5em;
    font-size: var(--text-m);
  }
  .caption b {
    margin-inline-end: var(--space-2);
  }
  @media (max-width: 40rem) {
    :host {
      grid-template:
        'menu prediction' auto
        'stairs stairs' auto
        'below below' auto
        'bar bar' auto / 7.5rem minmax(0, 1fr);
    }
    growth-prediction {
      padding-bottom: 0;
      align-content: center;
    }
    .size {
      margin-inline-start: 0;
    }
    .caption {
      flex-basis: 100%;
      min-height: 4.5em;
    }
  }
`;
