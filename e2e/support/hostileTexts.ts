/** A text that somebody enters, or a server answers, to do harm where it is shown. */
export interface HostileText {
  readonly name: string
  readonly text: string
}

/** What a script that got through would do. */
const act = 'globalThis.hits.push(1)'

/** The word `hostile` is in each, by which a test finds them again; but for the last. */
export const hostileTexts: readonly HostileText[] = [
  { name: 'a script', text: `hostile<script>${act}</script>` },
  { name: 'an image that fails', text: `hostile<img src=x onerror="${act}">` },
  {
    name: 'an SVG that loads',
    text: `hostile<svg onload="${act}"><animate onbegin="${act}" dur="1s" /></svg>`,
  },
  { name: 'SVG inside MathML', text: `hostile<math><mtext><svg><style><img src=x onerror="${act}">` },
  { name: 'an attribute that is left', text: `hostile" onfocus="${act}" autofocus x="` },
  {
    name: 'an attribute in single quotes',
    text: `hostile' onpointerover='${act}' style='position:fixed;inset:0`,
  },
  { name: 'a frame', text: `hostile<iframe srcdoc="<script>parent.${act}</script>"></iframe>` },
  {
    name: 'a form that goes elsewhere',
    text: 'hostile</form><form action="https://evil.example"><button>Go',
  },
  {
    name: 'a page that goes elsewhere',
    text: 'hostile<meta http-equiv="refresh" content="0;url=//evil.example">',
  },
  { name: 'a base', text: 'hostile<base href="https://evil.example/">' },
  {
    name: 'a style',
    text: 'hostile<style>*{display:none}</style><link rel=stylesheet href=//evil.example/a.css>',
  },
  { name: 'a script in an address', text: `javascript:hostile=1;${act}` },
  { name: 'the same, disguised', text: `\u0001 jAva\tScr\nipt:/*hostile*/${act}` },
  { name: 'a page in an address', text: `data:text/html,hostile<script>opener.${act}</script>` },
  { name: 'an image in an address', text: `data:image/svg+xml,hostile<svg onload="${act}"/>` },
  { name: 'entities', text: `hostile&lt;img src=x onerror=${act}&gt;&#x3c;b&#x3e;` },
  {
    name: 'templates',
    text: `hostile{{constructor.constructor('${act}')()}}\${${act}}<%= ${act} %>#{7*7}[[7*7]]`,
  },
  { name: 'our own placeholders', text: 'hostile {name} {time} {count} {word} {email}' },
  { name: 'patterns of replacements', text: "hostile $& $` $' $1 $$ $<name>" },
  { name: 'a reversed end', text: 'hostile\u202Egnp.exe' },
  { name: 'overrides that are never closed', text: '\u202D\u202E\u202B\u2066\u2067hostile' },
  { name: 'isolates closed too often', text: 'hostile\u2069\u2069\u202C\u202C\u2069\u202E' },
  { name: 'right to left', text: '\u0645\u0631\u062D\u0628\u0627 hostile \u05E9\u05DC\u05D5\u05DD 123' },
  { name: 'nothing to see', text: '\u200B\u200C\u200D\u2060\uFEFF\u00AD\u034F\u3164hostile\u200B' },
  { name: 'a flood of accents', text: `hostile${'\u0301\u0310\u0338\u0489\u0353'.repeat(60)}` },
  { name: 'one long word', text: `hostile${'W'.repeat(9993)}` },
  { name: 'a long story', text: `hostile ${'lorem ipsum '.repeat(832)}` },
  { name: 'many lines', text: `hostile${'\n\r\n\u2028\u2029\u000B\u0085line'.repeat(100)}` },
  { name: 'nulls and controls', text: 'hostile\u0000\u0007\u0008\u001B[31m\u007F\u009Bend' },
  { name: 'half of an emoji', text: 'hostile\uD83D and \uDC00' },
  { name: 'a crowd of emoji', text: `hostile${'\u{1F468}\u200D\u{1F469}\u200D\u{1F467}'.repeat(50)}` },
  { name: 'tags and variations', text: 'hostile\u{E0001}\u{E0061}\u{E007F}\uFE0F\u20E3' },
  {
    name: 'a way to the prototype',
    text: '{"__proto__":{"hostile":true},"constructor":{"prototype":{"hostile":1}}}',
  },
  { name: 'a name of the prototype', text: '__proto__' },
]
