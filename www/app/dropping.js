// Images, checkpoints and what describes them can be dropped or pasted in every view.
import { takeFiles } from './incoming.js';

/** @param {DataTransfer | null} transfer */
const holdsFiles = (transfer) => transfer?.types.includes('Files') ?? false;

export function startDropping() {
  const { dataset } = document.documentElement;
  document.addEventListener('dragover', (event) => {
    if (!holdsFiles(event.dataTransfer)) return;
    event.preventDefault();
    dataset.dragging = '';
  });
  document.addEventListener('dragleave', (event) => {
    // Moving from one element to another also fires this event.
    if (!event.relatedTarget) delete dataset.dragging;
  });
  document.addEventListener('drop', (event) => {
    delete dataset.dragging;
    if (!holdsFiles(event.dataTransfer)) return;
    event.preventDefault();
    void takeFiles([...(event.dataTransfer?.files ?? [])]);
  });
  document.addEventListener('paste', (event) => void takeFiles([...(event.clipboardData?.files ?? [])]));
}
