/** The formats of the API's identifiers, to answer a typing error before it is sent. */
export const SKU = /^[A-Za-z0-9._-]{1,64}$/;
export const NAME = /^[A-Za-z0-9._-]{1,64}$/;
export const SKUS_MAX = 100;

/** The SKUs of a text, each once. Full-width characters of an input method count as their ASCII. */
export function skusOf(text: string): string[] {
  return [...new Set(text.normalize('NFKC').split(/[\s,、;]+/).filter(it => it !== ''))];
}

/** The SKUs in parts of so many. */
export function inParts(skus: string[], size: number): string[][] {
  return Array.from({length: Math.ceil(skus.length / size)}, (_, part) =>
    skus.slice(part * size, (part + 1) * size),
  );
}

/** A whole number as people type it, also in full-width digits; undefined if it is none. */
export function wholeNumber(text: string): number | undefined {
  const plain = text.normalize('NFKC').replace(/^[−ー‐]/, '-').trim();
  return /^[+-]?\d{1,10}$/.test(plain) ? Number(plain) : undefined;
}
