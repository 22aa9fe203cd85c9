/** What helpers.js puts into the page. */
declare const path: {
  errors: string[];
  all: (selector: string) => HTMLElement[];
  text: (selector: string) => string;
  click: (selector: string, label?: string) => void;
  drop: (files: { name: string; base64: string }[]) => void;
  isReady: () => boolean;
};
