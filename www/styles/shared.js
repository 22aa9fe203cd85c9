import { css } from 'lit';
import { printStyles } from './print.js';

const base = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  :host {
    display: block;
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }

  h1,
  h2,
  h3,
  p,
  dl,
  dd,
  ol,
  ul,
  figure {
    margin: 0;
  }
  h1,
  h2,
  h3 {
    line-height: 1.2;
    font-weight: 640;
    letter-spacing: -0.012em;
    text-wrap: balance;
  }
  h1 {
    font-size: var(--text-xxl);
  }
  h2 {
    font-size: var(--text-xl);
  }
  h3 {
    font-size: var(--text-l);
  }
  p {
    text-wrap: pretty;
  }
  a {
    color: var(--accent);
    text-underline-offset: 0.18em;
    text-decoration-thickness: 1px;
  }
  code,
  .mono {
    font-family: var(--mono);
    font-size: 0.9em;
  }
  .number {
    font-variant-numeric: tabular-nums;
  }

  :focus {
    outline: none;
  }
  :focus-visible {
    outline: 2.5px solid var(--focus);
    outline-offset: 2px;
    border-radius: var(--radius-s);
  }

  button,
  .button,
  select,
  input[type='url'],
  input[type='number'] {
    font: inherit;
    font-size: var(--text-m);
    color: inherit;
    min-height: 2.5rem;
    padding: 0 var(--space-4);
    border: 1px solid var(--line-strong);
    border-radius: var(--radius-s);
    background: var(--surface);
  }
  button,
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: var(--space-2);
    cursor: pointer;
    font-weight: 550;
    text-decoration: none;
    transition: background var(--quick);
  }
  button:hover,
  .button:hover {
    background: var(--sunken);
  }
  button:disabled {
    cursor: default;
    opacity: 0.55;
  }
  button.primary,
  .button.primary {
    background: var(--accent);
    border-color: var(--accent);
    color: var(--accent-ink);
  }
  button.primary:hover,
  .button.primary:hover {
    background: color-mix(in oklab, var(--accent) 88%, var(--ink));
  }
  button.quiet {
    border-color: transparent;
    background: none;
  }
  button.quiet:hover {
    background: var(--sunken);
  }

  button.link {
    display: inline;
    min-height: 0;
    padding: 0;
    border: 0;
    background: none;
    color: var(--accent);
    font: inherit;
    text-align: start;
    text-decoration: underline;
    text-decoration-thickness: 1px;
    text-underline-offset: 0.18em;
  }

  summary {
    width: fit-content;
    cursor: pointer;
    color: var(--accent);
    font-size: var(--text-m);
  }

  .card {
    background: var(--surface);
    border: 1px solid var(--line);
    border-radius: var(--radius);
    padding: clamp(var(--space-4), 3vw, var(--space-5));
  }
  .card:fullscreen,
  figure:fullscreen {
    --figure: min(60vw, 64vh);
    --tile: 9rem;
    align-content: start;
    overflow: auto;
    padding: var(--space-5);
    border: 0;
    border-radius: 0;
    background: var(--surface);
  }
  .heading {
    display: flex;
    align-items: start;
    justify-content: space-between;
    gap: var(--space-3);
  }
  .heading > :first-child {
    flex: 1;
    min-width: 0;
  }
  .soft {
    color: var(--ink-soft);
  }
  .small {
    font-size: var(--text-s);
  }
  .lede {
    max-height: var(--lede, none);
    overflow: hidden;
    max-width: var(--measure);
    font-size: var(--text-l);
    color: var(--ink-soft);
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-3);
  }
  .stack {
    display: grid;
    gap: var(--space-4);
    align-content: start;
  }

  table {
    border-collapse: collapse;
    width: 100%;
    font-size: var(--text-m);
  }
  th,
  td {
    padding: var(--space-2) var(--space-3);
    text-align: start;
    border-bottom: 1px solid var(--line);
    vertical-align: middle;
  }
  th {
    font-weight: 600;
    color: var(--ink-soft);
    font-size: var(--text-s);
  }
  .scroll {
    overflow-x: auto;
  }

  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    padding: 0;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
    border: 0;
  }
`;

/** Base styles for every shadow tree: put them first in `static styles`. */
export const shared = [base, printStyles];
