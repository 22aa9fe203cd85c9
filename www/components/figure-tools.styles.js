import { css } from 'lit';

export const figureToolStyles = css`
  :host {
    flex: none;
    margin-inline-start: auto;
  }
  .tools {
    position: relative;
    width: fit-content;
    margin-inline-start: auto;
  }
  .tools > button {
    min-height: 2rem;
    padding: 0 var(--space-2);
  }
  svg {
    width: 1.2rem;
    height: 1.2rem;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.8;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .menu {
    position: absolute;
    inset: calc(100% + 2px) 0 auto auto;
    z-index: 3;
    display: grid;
    padding: var(--space-1);
    border: 1px solid var(--line);
    border-radius: var(--radius-s);
    background: var(--surface);
    box-shadow: var(--shadow);
  }
  .menu button {
    justify-content: start;
    min-height: 2.25rem;
    padding: 0 var(--space-3);
    white-space: nowrap;
  }
  dialog {
    width: 100vw;
    height: 100dvh;
    max-width: none;
    max-height: none;
    border: 0;
    border-radius: 0;
  }
  dialog[open] {
    display: grid;
    grid-template-rows: auto minmax(0, 1fr);
    gap: var(--space-3);
    justify-items: end;
  }
  img {
    width: 100%;
    height: 100%;
    object-fit: contain;
  }
  .print {
    font-size: var(--text-s);
    overflow-wrap: anywhere;
  }
  @media print {
    :host {
      flex: 1 1 100%;
      min-width: 0;
    }
    .tools {
      display: none;
    }
  }
`;
