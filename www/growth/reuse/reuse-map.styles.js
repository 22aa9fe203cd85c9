import { css } from 'lit';

export const reuseMapStyles = css`
  :host {
    min-width: 0;
    max-width: 100%;
  }
  figure {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-2);
  }
  figcaption {
    font-weight: 600;
  }
  .linked {
    position: absolute;
    border: 2.5px solid var(--ink);
    box-shadow: 0 0 0 2px var(--surface);
    pointer-events: none;
  }
  .map {
    position: relative;
    width: fit-content;
    max-width: 100%;
    overflow-x: auto;
    cursor: crosshair;
  }
  @media print {
    .map {
      overflow: visible;
    }
  }
  canvas {
    display: block;
  }
  .number {
    min-height: 3.2em;
    max-width: 24rem;
  }
  .scroll {
    max-width: 100%;
  }
`;
