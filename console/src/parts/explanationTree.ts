import type {Schemas} from '../api/client';

export type Line = Schemas['ExplanationLines'][number];

/** A line with the terms of its sum below it. */
export interface Branch {
  line: Line;
  isSubtracted: boolean;
  terms: Branch[];
}

/** The trees of one side: the lines that are no term of another line, each with its terms. */
export function trees(lines: Line[]): Branch[] {
  const byName = new Map(lines.map(line => [line.name, line]));
  const terms = new Set(lines.flatMap(line => termsOf(line).map(([, name]) => name)));
  return lines
    .filter(line => !terms.has(line.name))
    .reverse()
    .map(line => branch(line, false, byName, new Set()));
}

function branch(line: Line, isSubtracted: boolean, byName: Map<string, Line>, above: Set<string>): Branch {
  const within = new Set(above).add(line.name);
  return {
    line,
    isSubtracted,
    terms: termsOf(line).flatMap(([subtracted, name]) => {
      const term = byName.get(name);
      return term && !within.has(name) ? [branch(term, subtracted, byName, within)] : [];
    }),
  };
}

/** The terms of `book + sales - samples`, each with whether it is subtracted. */
function termsOf(line: Line): [boolean, string][] {
  let subtracted = false;
  const terms: [boolean, string][] = [];
  for (const word of (line.is ?? '').split(' ')) {
    if (word === '+' || word === '-') {
      subtracted = word === '-';
    } else if (word !== '') {
      terms.push([subtracted, word]);
    }
  }
  return terms;
}
