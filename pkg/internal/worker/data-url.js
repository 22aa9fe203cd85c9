/**
 * The response that fetching a data URL would give. Bundlers inline small files as data URLs, and a
 * Content-Security-Policy may forbid fetching them.
 * @param {string} url
 */
export function responseOfDataUrl(url) {
  const comma = url.indexOf(',');
  const [head, body] = [url.slice(5, comma), decodeURIComponent(url.slice(comma + 1))];
  const isBase64 = /;base64$/i.test(head);
  const bytes = isBase64 ? Uint8Array.from(atob(body), (char) => char.charCodeAt(0)) : body;
  return new Response(bytes, { headers: { 'content-type': head.replace(/;base64$/i, '') } });
}
