import { css } from 'lit';

/** Colours by the layer that produced something, and subtle animation unless reduced motion is set. */
export const figureStyles = css`
  svg {
    display: block;
    width: 100%;
    max-width: 34rem;
    height: auto;
    margin-inline: auto;
    overflow: visible;
  }
  text {
    font: 500 12px var(--sans);
    fill: var(--ink);
  }
  .sub {
    font-size: 9px;
  }
  .label {
    fill: var(--ink-soft);
    text-anchor: middle;
  }
  .label.title {
    font-weight: 650;
    fill: var(--ink);
    text-anchor: start;
  }
  .label.start {
    text-anchor: start;
  }
  .label.total {
    text-anchor: start;
    font-size: 14px;
    font-weight: 680;
    fill: var(--accent);
  }
  .label.count,
  .label.inside {
    fill: var(--ink);
    font-weight: 620;
    font-variant-numeric: tabular-nums;
  }
  .sum {
    font-weight: 700;
    text-anchor: middle;
  }

  [data-origin='0'] {
    --own: var(--ink-soft);
  }
  [data-origin='1'] {
    --own: var(--accent);
  }
  [data-origin='2'] {
    --own: var(--good);
  }
  [data-origin='3'] {
    --own: var(--warn);
  }
  [data-origin='4'],
  [data-origin='loss'] {
    --own: var(--bad);
  }
  [data-origin='sum'] {
    --own: var(--line-strong);
  }

  .node circle {
    fill: color-mix(in oklab, var(--own) 16%, var(--surface));
    stroke: var(--own);
    stroke-width: 1.8;
  }
  .node text,
  .loss text,
  .box text {
    text-anchor: middle;
    font-weight: 600;
  }
  .loss rect {
    fill: var(--bad-soft);
    stroke: var(--bad);
    stroke-width: 1.8;
  }
  .line {
    fill: none;
    stroke: color-mix(in oklab, var(--own, var(--line-strong)) 75%, var(--surface));
    stroke-width: 1.5;
  }
  .ground {
    stroke: var(--line-strong);
    stroke-width: 1;
  }
  .head {
    fill: context-stroke;
  }
  .faint {
    opacity: 0.5;
  }
  .cell {
    fill: color-mix(in oklab, var(--own) 78%, var(--surface));
  }
  .cell.copied {
    fill: color-mix(in oklab, var(--own) 30%, var(--surface));
    stroke: var(--own);
    stroke-width: 0.8;
    stroke-dasharray: 2 1.5;
  }
  .narrowing {
    fill: color-mix(in oklab, var(--accent) 13%, var(--surface));
  }
  .map rect {
    fill: color-mix(in oklab, var(--accent) 14%, var(--surface));
    stroke: var(--accent);
  }
  .map path {
    stroke: color-mix(in oklab, var(--accent) 35%, var(--surface));
    stroke-width: 0.6;
  }
  .box rect {
    fill: var(--surface);
    stroke: var(--line-strong);
    stroke-width: 1.5;
  }
  .box.norm rect {
    fill: var(--warn-soft);
    stroke: var(--warn);
  }
  .box.relu rect {
    stroke: var(--good);
  }
  .box.conv rect {
    fill: var(--accent-soft);
    stroke: var(--accent);
  }

  .pulse {
    fill: none;
    stroke: var(--own);
    stroke-width: 3.5;
    stroke-linecap: round;
    opacity: 0;
  }
  /* Only opacity is animated, which the compositor can do, and only in view. On paper, everything has appeared. */
  @media screen and (prefers-reduced-motion: no-preference) {
    :host([moving]) .pulse {
      animation: pulse 4s linear infinite;
    }
    :host([moving]) .appear {
      animation: appear 6s var(--ease) infinite backwards;
    }
    :host([paused]) :is(.pulse, .appear) {
      animation-play-state: paused;
    }
  }
  @keyframes pulse {
    0%,
    32%,
    100% {
      opacity: 0;
    }
    6%,
    18% {
      opacity: 1;
    }
  }
  @keyframes appear {
    0% {
      opacity: 0.12;
    }
    8%,
    96% {
      opacity: 1;
    }
    100% {
      opacity: 0.12;
    }
  }
`;
