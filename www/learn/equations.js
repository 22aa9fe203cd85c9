// The ideas' equations, in MathML.
import { html } from 'lit';

/** @import { TemplateResult } from 'lit' */

const layer = html`<math>
  <mrow
    ><msub><mi>x</mi><mi>ℓ</mi></msub
    ><mo>=</mo><msub><mi>H</mi><mi>ℓ</mi></msub
    ><mo stretchy="false">(</mo
    ><msub
      ><mi>x</mi><mrow><mi>ℓ</mi><mo>−</mo><mn>1</mn></mrow></msub
    ><mo stretchy="false">)</mo></mrow
  >
</math>`;

const residual = html`<math>
  <mrow
    ><msub><mi>x</mi><mi>ℓ</mi></msub
    ><mo>=</mo><msub><mi>H</mi><mi>ℓ</mi></msub
    ><mo stretchy="false">(</mo
    ><msub
      ><mi>x</mi><mrow><mi>ℓ</mi><mo>−</mo><mn>1</mn></mrow></msub
    ><mo stretchy="false">)</mo><mo>+</mo
    ><msub
      ><mi>x</mi><mrow><mi>ℓ</mi><mo>−</mo><mn>1</mn></mrow></msub
    ></mrow
  >
</math>`;

const dense = html`<math>
  <mrow
    ><msub><mi>x</mi><mi>ℓ</mi></msub
    ><mo>=</mo><msub><mi>H</mi><mi>ℓ</mi></msub
    ><mo stretchy="false">(</mo><mo stretchy="false">[</mo><msub><mi>x</mi><mn>0</mn></msub
    ><mo>,</mo><msub><mi>x</mi><mn>1</mn></msub
    ><mo>,</mo><mo>…</mo><mo>,</mo
    ><msub
      ><mi>x</mi><mrow><mi>ℓ</mi><mo>−</mo><mn>1</mn></mrow></msub
    ><mo stretchy="false">]</mo><mo stretchy="false">)</mo></mrow
  >
</math>`;

const channels = html`<math>
  <mrow
    ><msub><mi>m</mi><mi>ℓ</mi></msub
    ><mo>=</mo><msub><mi>k</mi><mn>0</mn></msub
    ><mo>+</mo><mo stretchy="false">(</mo><mi>ℓ</mi><mo>−</mo><mn>1</mn><mo stretchy="false">)</mo><mo>·</mo
    ><mi>k</mi></mrow
  >
</math>`;

const plainWeights = html`<math>
  <mrow
    ><mi>m</mi><mo>·</mo><mi>k</mi><mo>·</mo><msup><mn>3</mn><mn>2</mn></msup></mrow
  >
</math>`;

const narrowWeights = html`<math>
  <mrow
    ><mi>m</mi><mo>·</mo><mn>4</mn><mi>k</mi><mo>+</mo><mn>4</mn><mi>k</mi><mo>·</mo><mi>k</mi><mo>·</mo
    ><msup><mn>3</mn><mn>2</mn></msup></mrow
  >
</math>`;

const compressed = html`<math>
  <mrow
    ><mo stretchy="false">⌊</mo><mi>θ</mi><mi>m</mi><mo stretchy="false">⌋</mo><mo>,</mo><mn>0</mn
    ><mo>&lt;</mo><mi>θ</mi><mo>≤</mo><mn>1</mn></mrow
  >
</math>`;

const preActivation = html`<math>
  <mrow
    ><msub><mi>H</mi><mi>ℓ</mi></msub
    ><mo stretchy="false">(</mo><mi>x</mi><mo stretchy="false">)</mo><mo>=</mo><mi>Conv</mi
    ><mo stretchy="false">(</mo><mi>ReLU</mi><mo stretchy="false">(</mo><mi>BN</mi><mo stretchy="false">(</mo
    ><mi>x</mi><mo stretchy="false">)</mo><mo stretchy="false">)</mo><mo stretchy="false">)</mo></mrow
  >
</math>`;

const anew = html`<math>
  <mrow
    ><mi>L</mi><msub><mi>k</mi><mn>0</mn></msub
    ><mo>+</mo
    ><mfrac
      ><mrow
        ><mi>L</mi><mo stretchy="false">(</mo><mi>L</mi><mo>+</mo><mn>1</mn><mo stretchy="false">)</mo></mrow
      ><mn>2</mn></mfrac
    ><mo>·</mo><mi>k</mi></mrow
  >
</math>`;

const once = html`<math>
  <mrow
    ><msub><mi>k</mi><mn>0</mn></msub
    ><mo>+</mo><mi>L</mi><mi>k</mi></mrow
  >
</math>`;

/** Each with the key of its name in the words. @type {Record<string, [string, TemplateResult][]>} */
export const EQUATIONS = {
  connectivity: [
    ['plain', layer],
    ['residual', residual],
    ['dense', dense],
  ],
  growth: [['channels', channels]],
  bottleneck: [
    ['without', plainWeights],
    ['with', narrowWeights],
  ],
  transition: [['kept', compressed]],
  activation: [['layer', preActivation]],
  supervision: [],
  memory: [
    ['anew', anew],
    ['once', once],
  ],
};
