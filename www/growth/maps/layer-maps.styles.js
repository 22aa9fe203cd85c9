import { css } from 'lit';

export const layerMapStyles = css`
  :host {
    display: grid;
    gap: var(--space-3);
    align-content: start;
    min-width: 0;
  }
  .card {
    padding: var(--space-4);
  }
  .title {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--space-2) var(--space-3);
  }
  [aria-labelledby='made'] {
    --tile: 3rem;
    --tile-gap: 0.35rem;
  }
  section {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-3);
  }
  [data-linked] {
    border-radius: var(--radius-s);
    outline: 2px solid var(--ink);
    outline-offset: 3px;
  }
  .origins [data-linked] {
    outline-offset: 0;
  }
  network-input {
    max-width: 24rem;
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    align-items: start;
    gap: var(--space-3) var(--space-5);
  }
  .legend p {
    flex: 1 1 12rem;
  }
  .origins {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-2);
    max-height: 11rem;
    overflow-y: auto;
    padding: 3px;
  }
  @media print {
    .origins {
      display: none;
    }
  }
  .origins button {
    min-height: 2rem;
    padding: 0 var(--space-3) 0 var(--space-2);
    font-size: var(--text-s);
    font-weight: 450;
  }
  .origins [aria-pressed='true'] {
    background: var(--accent-soft);
    color: var(--accent);
    border-color: var(--accent);
    font-weight: 600;
  }
  .origins i {
    width: 0.9rem;
    height: 0.9rem;
    border-radius: 3px;
  }
`;
