export default {
  button: 'Share',
  title: 'Share what you see',
  lede: 'The link opens this view as it is now: network, layer, class, cuts, settings and language.',
  link: 'Link',
  copy: 'Copy',
  copied: 'Copied',
  copyByHand: 'The link is selected: copy it with Ctrl+C or ⌘C.',
  send: 'Send…',
  close: 'Close',
  picture: (/** @type {string} */ name) => `Your picture, ${name}`,
  choices: {
    without: 'Without my picture',
    inside: 'Picture inside the link',
    file: 'Save as a file',
  },
  without: 'The link opens with a sample picture.',
  inside: (/** @type {string} */ characters) =>
    `A small copy of it is part of the link, which has ${characters} characters. No server keeps it, but everyone with the link can see it.`,
  making: 'Making a small copy',
  tooLarge: 'It can’t be made small enough for a link. Save a file instead.',
  file: (/** @type {string} */ size) =>
    `The file holds the picture as it is (${size}) and everything that the link does. To open it, drop it onto this page.`,
  save: 'Save file',
  open: 'Open a saved file…',
  ownFiles: (/** @type {string} */ names) =>
    `Your own checkpoint is not part of it. The page opens with its usual network; to see yours, the other person loads ${names}.`,
  configured: 'The changes to the network’s labels and settings are not part of it.',
  offline: 'This page works offline once opened.',
  present: 'Presentation mode',
  presentNote: 'Larger text and a larger diagram. Escape leaves it.',
  leave: 'Leave the presentation',
  sharedPicture: 'Shared picture',
};
