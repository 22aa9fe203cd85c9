import { css } from 'lit';

export const menuStyles = css`
  :host {
    display: block;
    min-width: 0;
  }
  .open {
    gap: var(--space-2);
    max-width: 13rem;
    min-height: 2.25rem;
    padding: 0 var(--space-3) 0 2px;
    anchor-name: --picture;
  }
  img {
    width: 1.9rem;
    height: 1.9rem;
    border-radius: 4px;
    object-fit: cover;
  }
  .name {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    font-size: var(--text-s);
  }
  .name:first-child {
    padding-inline-start: var(--space-3);
  }
  [popover] {
    width: min(25rem, calc(100vw - 2 * var(--space-4)));
    inset: auto;
    margin: var(--space-1) 0 0;
    position-anchor: --picture;
    position-area: bottom span-right;
    position-try-fallbacks: flip-block;
    padding: var(--space-4);
    border: 1px solid var(--line-strong);
    border-radius: var(--radius);
    background: var(--surface);
    color: var(--ink);
    box-shadow: var(--shadow);
  }
  /* Where anchors are unknown, in the middle. */
  @supports not (position-area: bottom) {
    [popover] {
      inset: 0;
      margin: auto;
      height: fit-content;
    }
  }
  [popover]:popover-open {
    display: grid;
    gap: var(--space-3);
  }
  @media (max-width: 40rem) {
    .open {
      flex-wrap: wrap;
      justify-content: center;
      gap: 2px;
      width: 100%;
      padding: 4px;
    }
    img {
      width: 100%;
      height: auto;
      aspect-ratio: 1;
    }
    .name {
      max-width: calc(100% - 1.2rem);
    }
    .name:first-child {
      padding: var(--space-6) 0;
    }
  }
  @media print {
    :host {
      display: none;
    }
  }
`;
