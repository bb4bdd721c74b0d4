type Cell = string | number | undefined;

/**
 * A CSV file that spreadsheets open as it is: UTF-8 with a byte order mark, so that Japanese stays
 * readable. A text that a spreadsheet would run as a formula gets an apostrophe.
 */
export function csv(header: string[], rows: Cell[][]): string {
  return '\uFEFF' + [header, ...rows].map(row => row.map(cell).join(',') + '\r\n').join('');
}

function cell(value: Cell): string {
  if (value === undefined || typeof value === 'number') {
    return value === undefined ? '' : String(value);
  }
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Offers a file for download. */
export function download(name: string, contents: string): void {
  const url = URL.createObjectURL(new Blob([contents], {type: 'text/csv;charset=utf-8'}));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url));
}
