import { css } from 'lit';

export const stairStyles = css`
  .scroller {
    position: relative;
    overflow: auto hidden;
    /* The canvas follows the scroll position itself. */
    overscroll-behavior-x: contain;
    scrollbar-width: thin;
  }
  @media print {
    .scroller {
      overflow: visible;
    }
  }
  .content {
    position: relative;
  }
  canvas {
    position: sticky;
    left: 0;
    display: block;
  }
  [role='listbox'] {
    position: absolute;
    left: 0;
    top: 0;
    width: 100%;
  }
  [role='option'] {
    position: absolute;
    top: 0;
    height: 100%;
    cursor: pointer;
    border-radius: 4px;
  }
  [data-cutting] [role='option']:not([data-folded]) {
    cursor: crosshair;
  }
  /* A folded block that contains the selected layer. */
  [data-folded][aria-selected='true'] {
    box-shadow: inset 0 0 0 2px var(--ink);
  }
  [role='option']:focus-visible {
    outline-offset: -2px;
  }
`;
