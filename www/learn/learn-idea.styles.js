import { css } from 'lit';

export const ideaStyles = css`
  :host {
    scroll-margin-top: var(--space-4);
  }
  section {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(0, 1.05fr);
    gap: var(--space-5) var(--space-7);
    align-items: start;
  }
  .words {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-3);
    max-width: var(--measure);
  }
  h3 .number {
    margin-right: var(--space-1);
    color: var(--accent);
  }
  h3 {
    font-size: var(--text-xl);
  }
  .equations {
    display: grid;
    gap: var(--space-2);
    margin: var(--space-1) 0;
    padding: var(--space-3) var(--space-4);
    border-radius: var(--radius-s);
    background: var(--sunken);
  }
  .equations div {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 var(--space-4);
  }
  .equations dt {
    min-width: 7rem;
    font-size: var(--text-s);
    color: var(--ink-soft);
  }
  .equations dd {
    position: relative;
  }
  .equation {
    font:
      1.15rem/1.5 'STIX Two Text',
      'Cambria',
      'Times New Roman',
      'Liberation Serif',
      serif;
    white-space: nowrap;
  }
  sub,
  sup {
    font-size: 0.7em;
    line-height: 0;
  }
  sub {
    padding-right: 0.12em;
    vertical-align: -0.35em;
  }
  sup {
    vertical-align: 0.5em;
  }
  .fraction {
    display: inline-grid;
    vertical-align: middle;
    font-size: 0.85em;
    line-height: 1.3;
    text-align: center;
  }
  .fraction span:first-child {
    padding-inline: 0.15em;
    border-bottom: 1px solid;
  }
  @media screen {
    figure-tools {
      position: absolute;
      inset: 0 0 auto auto;
    }
  }
  figure {
    position: relative;
    display: grid;
    gap: var(--space-3);
    min-width: 0;
  }
  figcaption,
  details {
    width: 100%;
    max-width: 34rem;
    margin-inline: auto;
  }
  td {
    font-variant-numeric: tabular-nums;
  }
  @media screen and (max-width: 56rem) {
    section {
      grid-template-columns: minmax(0, 1fr);
    }
  }
  @media (max-width: 30rem) {
    .equations dt {
      width: 100%;
    }
  }
`;
