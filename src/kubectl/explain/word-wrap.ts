/** Lines no longer than `limit`, if words allow it. Follows WrapString in github.com/mitchellh/go-wordwrap. */
export function wordWrap(text: string, limit: number): string {
  let [out, word, space, current] = ['', '', '', 0];
  for (const char of text) {
    if (char === '\n') {
      if (word !== '' || current + space.length <= limit) out += space;
      out += `${word}\n`;
      [word, space, current] = ['', '', 0];
    } else if (/\s/.test(char) && char !== '\u00a0') {
      if (space === '' || word !== '') {
        out += space + word;
        current += space.length + lengthOf(word);
        [word, space] = ['', ''];
      }
      space += char;
    } else {
      word += char;
      if (current + lengthOf(word) + space.length > limit && lengthOf(word) < limit) {
        out += '\n';
        [space, current] = ['', 0];
      }
    }
  }
  if (word !== '' || current + space.length <= limit) out += space;
  return out + word;
}

function lengthOf(word: string): number {
  return [...word].length;
}
