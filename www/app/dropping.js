// Images and checkpoints can be dropped or pasted in every view.
import { chooseCheckpoint, chooseFiles } from './session.js';

/** @param {DataTransfer | null} transfer */
const holdsFiles = (transfer) => transfer?.types.includes('Files') ?? false;

/** @param {readonly File[]} files */
function take(files) {
  if (files.length > 0 && !chooseCheckpoint(files)) void chooseFiles(files);
}

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
    take([...(event.dataTransfer?.files ?? [])]);
  });
  document.addEventListener('paste', (event) => take([...(event.clipboardData?.files ?? [])]));
}
