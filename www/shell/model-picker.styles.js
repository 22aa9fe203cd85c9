import { css } from 'lit';
import { dialogStyles } from '../styles/dialog.js';

export const pickerStyles = css`
  ${dialogStyles}
  .open {
    min-width: 0;
    max-width: 100%;
    min-height: 2.4rem;
    padding: 0 var(--space-3);
    font-weight: 400;
    font-size: var(--text-s);
  }
  :host {
    display: flex;
    min-width: 0;
  }
  .about {
    flex: none;
    width: 2.4rem;
    min-height: 2.4rem;
    padding: 0;
  }
  .about svg {
    width: 1.3rem;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.8;
    stroke-linecap: round;
  }
  .open strong {
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  @media (max-width: 40rem), (min-width: 74rem) and (max-width: 100rem) {
    .open {
      padding: 0 var(--space-2);
    }
    /* Only for screen readers. */
    .open .soft {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
  }
  .head {
    justify-content: space-between;
    margin-bottom: var(--space-3);
  }
  h2 {
    font-size: var(--text-l);
  }
  h3 {
    font-size: var(--text-m);
    margin-top: var(--space-5);
  }
  ul {
    display: grid;
    gap: var(--space-2);
    padding: 0;
    list-style: none;
  }
  .model {
    width: 100%;
    min-height: 3rem;
    justify-content: space-between;
    flex-wrap: wrap;
    gap: 0 var(--space-3);
    padding-block: var(--space-2);
    border-color: var(--line);
    text-align: start;
  }
  .model {
    font-weight: 400;
  }
  .model strong {
    font-weight: 600;
  }
  .model[aria-pressed='true'] {
    border-color: var(--accent);
    background: var(--accent-soft);
  }
  file-button {
    margin-top: var(--space-3);
  }
  .complaint {
    margin-top: var(--space-3);
    color: var(--bad);
  }
`;
