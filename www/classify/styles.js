import { css } from 'lit';

export const classifyStyles = css`
  .lede {
    margin-top: var(--space-3);
  }
  .columns {
    display: grid;
    grid-template:
      'stage answers' auto
      'gallery answers' 1fr / minmax(0, 7fr) minmax(0, 6fr);
    gap: var(--space-5) var(--space-6);
    margin-top: var(--space-6);
    align-items: start;
  }
  picture-stage {
    grid-area: stage;
  }
  .answers {
    grid-area: answers;
    display: grid;
    gap: var(--space-5);
  }
  .answers h3 {
    margin-bottom: var(--space-4);
  }
  .gallery {
    grid-area: gallery;
    display: grid;
    gap: var(--space-3);
    margin-top: var(--space-3);
  }
  batch-table {
    margin-top: var(--space-6);
  }
  @media (max-width: 52rem) {
    .columns {
      grid-template: 'stage' 'answers' 'gallery' / minmax(0, 1fr);
    }
  }
`;

export const stageStyles = css`
  figure {
    position: relative;
    overflow: hidden;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--sunken);
  }
  .frame {
    display: grid;
    place-items: center;
    aspect-ratio: 4 / 3;
    max-height: min(32rem, 46vh);
    min-height: 14rem;
    width: 100%;
  }
  .frame > * {
    grid-area: 1 / 1;
  }
  img,
  video,
  .crop {
    width: 100%;
    height: 100%;
    min-height: 0;
    object-fit: contain;
  }
  .outside {
    fill: #000;
    opacity: 0.3;
  }
  .outline {
    fill: none;
    stroke: #fff;
    stroke-width: 1.5;
    stroke-dasharray: 5 4;
  }
  .outline.under {
    stroke: #000;
    stroke-dasharray: none;
    opacity: 0.55;
  }
  .given {
    display: flex;
    align-items: center;
    gap: var(--space-3);
    margin-top: var(--space-3);
  }
  .given p {
    flex: 1;
  }
  network-input {
    flex: none;
    width: 4rem;
  }
  figcaption {
    min-height: 2.4rem;
    padding: var(--space-2) var(--space-4);
    border-top: 1px solid var(--line);
    background: var(--surface);
    font-size: var(--text-s);
    color: var(--ink-soft);
    overflow-wrap: anywhere;
  }
  .sources {
    margin-top: var(--space-4);
  }
  form {
    display: flex;
    flex: 1 1 15rem;
    gap: var(--space-2);
  }
  form input {
    flex: 1;
    min-width: 0;
  }
`;
