// A component: a file input, and what is in the chosen photo.
import { DenseNet } from 'densenet-web';

export class PhotoClassifier extends HTMLElement {
  async connectedCallback() {
    this.innerHTML = '<label>A photo <input type="file" accept="image/*" /></label><output></output>';
    const [input, output] = [this.querySelector('input'), this.querySelector('output')];
    input.onchange = async () => {
      this.net ??= await DenseNet.load();
      const { predictions } = await this.net.classify(input.files[0], { topK: 1 });
      output.value = predictions[0].label;
    };
  }

  disconnectedCallback() {
    this.net?.dispose();
  }
}

customElements.define('photo-classifier', PhotoClassifier);
