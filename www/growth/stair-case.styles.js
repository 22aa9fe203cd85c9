import { css } from 'lit';

export const stairStyles = css`
  .scroller {
    position: relative;
    overflow: auto hidden;
    /* The canvas follows the scrolling itself. */
    overscroll-behavior-x: contain;
    scrollbar-width: thin;
  }
  .content {
    position: relative;
  }
  canvas {
    position: sticky;
    left: 0;
    display: block;
  }
  [role='listbox'],
  .blocks {
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
  [role='option']:focus-visible {
    outline-offset: -2px;
  }
  .blocks {
    position: relative;
    height: 3.4rem;
  }
  .blocks > * {
    position: absolute;
    top: 0;
    padding: 0 3px;
  }
  .blocks button {
    display: block;
    width: 100%;
    min-height: 0;
    padding: 3px 4px 2px;
    border: 0;
    border-top: 3px solid var(--of-block);
    border-radius: 0 0 var(--radius-s) var(--radius-s);
    background: none;
    font-size: var(--text-s);
    line-height: 1.3;
    text-align: start;
  }
  .blocks button:hover {
    background: var(--sunken);
  }
  .blocks span {
    display: block;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .blocks .soft {
    font-weight: 400;
  }
`;
