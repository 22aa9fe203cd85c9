import { css } from 'lit';

export const tileStyles = css`
  :host {
    display: grid;
    gap: var(--space-3);
  }
  ul {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(var(--tile, 4.25rem), 15vw), 1fr));
    gap: var(--tile-gap, var(--space-2));
    padding: 0;
    list-style: none;
  }
  button {
    min-height: 2rem;
  }
  li button {
    display: block;
    width: 100%;
    padding: 3px;
    min-height: 0;
    border: 0;
    border-radius: 5px;
    background: var(--origin, var(--line));
    transition: transform var(--quick) var(--ease);
  }
  li button:hover {
    background: var(--ink);
    transform: scale(1.06);
  }
  li button[aria-current='true'] {
    outline: 2px solid var(--ink);
    outline-offset: 1px;
  }
  /* Nobody reads it. */
  [data-cut] {
    background: repeating-linear-gradient(135deg, var(--ink) 0 1.5px, var(--surface) 1.5px 5px);
  }
  [data-cut] map-canvas {
    opacity: 0.45;
  }
  map-canvas {
    border-radius: 2px;
    overflow: hidden;
  }
  .zero {
    position: relative;
    display: block;
    height: 4px;
    margin-top: 2px;
    border-radius: 1px;
    background: var(--surface);
  }
  .zero i {
    position: absolute;
    top: 0;
    bottom: 0;
    width: 3px;
    margin-left: -1.5px;
    background: var(--ink);
  }
`;
