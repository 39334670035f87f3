/** Directives, anchors, aliases and tags. Follows scannerc.go of go.yaml.in/yaml/v2. */
import type { Cursor } from './cursor.ts';
import { type Token, token } from './tokens.ts';
import type { Mark } from './yaml-error.ts';

export function scanDirective(cursor: Cursor): Token {
  const start = cursor.mark;
  cursor.skip();
  const name = scanWord(cursor);
  if (name === '') throw cursor.fail('could not find expected directive name', start);
  if (!cursor.isBlankOrEnd()) throw cursor.fail('found unexpected non-alphabetical character', start);
  if (name !== 'YAML' && name !== 'TAG') throw cursor.fail('found unknown directive name', start);
  const found = name === 'YAML' ? scanVersion(cursor, start) : scanTagDirective(cursor, start);
  cursor.skipBlanks();
  cursor.skipComment();
  if (!cursor.isBreakOrEnd()) throw cursor.fail('did not find expected comment or line break', start);
  if (cursor.isBreak()) cursor.readBreak();
  return found;
}

function scanWord(cursor: Cursor): string {
  const from = cursor.index;
  while (cursor.isWordChar()) cursor.skip();
  return cursor.since(from);
}

function scanVersion(cursor: Cursor, start: Mark): Token {
  cursor.skipBlanks();
  const major = scanVersionNumber(cursor, start);
  if (cursor.at() !== '.') throw cursor.fail("did not find expected digit or '.' character", start);
  cursor.skip();
  const minor = scanVersionNumber(cursor, start);
  return token('version-directive', start, cursor.mark, `${Number(major)}.${Number(minor)}`);
}

function scanVersionNumber(cursor: Cursor, start: Mark): string {
  let digits = '';
  while (cursor.isDigit()) {
    if (digits.length === 2) throw cursor.fail('found extremely long version number', start);
    digits += cursor.read();
  }
  if (digits === '') throw cursor.fail('did not find expected version number', start);
  return digits;
}

function scanTagDirective(cursor: Cursor, start: Mark): Token {
  cursor.skipBlanks();
  const handle = scanTagHandle(cursor, true, start);
  if (!cursor.isBlank()) throw cursor.fail('did not find expected whitespace', start);
  cursor.skipBlanks();
  const prefix = scanTagUri(cursor, '', start);
  if (!cursor.isBlankOrEnd()) throw cursor.fail('did not find expected whitespace or line break', start);
  return token('tag-directive', start, cursor.mark, handle, prefix);
}

export function scanAnchor(cursor: Cursor, type: 'anchor' | 'alias'): Token {
  const start = cursor.mark;
  cursor.skip();
  const name = scanWord(cursor);
  if (name === '' || !(cursor.isBlankOrEnd() || /[?:,\]}%@`]/.test(cursor.at()))) {
    throw cursor.fail('did not find expected alphabetic or numeric character', start);
  }
  return token(type, start, cursor.mark, name);
}

export function scanTag(cursor: Cursor): Token {
  const start = cursor.mark;
  let handle = '';
  let suffix = '';
  if (cursor.at(1) === '<') {
    cursor.skip(2);
    suffix = scanTagUri(cursor, '', start);
    if (cursor.at() !== '>') throw cursor.fail("did not find the expected '>'", start);
    cursor.skip();
  } else {
    handle = scanTagHandle(cursor, false, start);
    if (handle.length > 1 && handle.endsWith('!')) suffix = scanTagUri(cursor, '', start);
    else {
      suffix = scanTagUri(cursor, handle, start);
      handle = '!';
      if (suffix === '') [handle, suffix] = [suffix, handle];
    }
  }
  if (!cursor.isBlankOrEnd()) throw cursor.fail('did not find expected whitespace or line break', start);
  return token('tag', start, cursor.mark, handle, suffix);
}

function scanTagHandle(cursor: Cursor, directive: boolean, start: Mark): string {
  if (cursor.at() !== '!') throw cursor.fail("did not find expected '!'", start);
  let handle = cursor.read() + scanWord(cursor);
  if (cursor.at() === '!') handle += cursor.read();
  else if (directive && handle !== '!') throw cursor.fail("did not find expected '!'", start);
  return handle;
}

/** `head` is a handle that turned out to be the beginning of the tag itself. */
function scanTagUri(cursor: Cursor, head: string, start: Mark): string {
  let uri = head.slice(1);
  let found = head !== '';
  while (/[0-9A-Za-z_;/?:@&=+$,.!~*'()[\]%-]/.test(cursor.at())) {
    uri += cursor.at() === '%' ? scanUriEscape(cursor, start) : cursor.read();
    found = true;
  }
  if (!found) throw cursor.fail('did not find expected tag URI', start);
  return uri;
}

/** One character as the octets of its UTF-8. */
function scanUriEscape(cursor: Cursor, start: Mark): string {
  const octets: number[] = [];
  let width = 1;
  while (octets.length < width) {
    const hex = cursor.at(1) + cursor.at(2);
    if (cursor.at() !== '%' || !/^[0-9A-Fa-f]{2}$/.test(hex)) {
      throw cursor.fail('did not find URI escaped octet', start);
    }
    const octet = Number.parseInt(hex, 16);
    if (octets.length === 0) {
      width = octet < 0x80 ? 1 : octet < 0xc0 ? 0 : octet < 0xe0 ? 2 : octet < 0xf0 ? 3 : octet < 0xf8 ? 4 : 0;
      if (width === 0) throw cursor.fail('found an incorrect leading UTF-8 octet', start);
    } else if ((octet & 0xc0) !== 0x80) throw cursor.fail('found an incorrect trailing UTF-8 octet', start);
    octets.push(octet);
    cursor.skip(3);
  }
  return new TextDecoder().decode(new Uint8Array(octets));
}
