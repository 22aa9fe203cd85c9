import { css } from 'lit';

export const classActivationStyles = css`
  .columns {
    display: grid;
    grid-template-columns: minmax(0, var(--figure, 24rem)) minmax(0, 1fr);
    gap: var(--space-5);
    align-items: start;
  }
  .side {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-4);
  }
  .opacity {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-2) var(--space-3);
  }
  .opacity input {
    flex: 1 1 8rem;
    max-width: 16rem;
    accent-color: var(--accent);
  }
  .opacity .number {
    min-width: 3.5em;
  }
  .own {
    display: flex;
    align-items: center;
    gap: var(--space-2);
    min-height: 1.75rem;
    cursor: pointer;
  }
  .own input {
    width: 1.1rem;
    height: 1.1rem;
    margin: 0;
    accent-color: var(--accent);
  }
  @media (max-width: 46rem) {
    .columns {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
