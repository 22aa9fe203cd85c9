import { css } from 'lit';

/** On paper: no controls, nothing cut off, no card across two pages. It is a part of `shared`. */
export const printStyles = css`
  @media print {
    button:not(.link, [data-printed]),
    .button,
    input,
    select,
    details:not([open]),
    radio-row,
    class-choice,
    sample-strip,
    nav,
    file-button,
    cut-tools,
    engine-switch,
    .no-print {
      display: none !important;
    }
    .heading {
      display: block;
    }
    button[data-printed] {
      break-inside: avoid;
    }
    .card,
    figure,
    tr {
      break-inside: avoid;
    }
    .card {
      position: static !important;
      padding: var(--space-3) 0;
      border: 0;
      border-top: 1px solid var(--line);
      border-radius: 0;
    }
    h2,
    h3,
    h4,
    summary,
    .heading {
      break-after: avoid;
    }
    .scroll {
      overflow: visible !important;
      max-height: none !important;
    }
    svg,
    canvas,
    img {
      max-width: 100%;
    }
  }
`;
