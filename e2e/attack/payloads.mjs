// What an attacker writes where a name or a message is expected. Each calls `__xss(n)` or asks for `/xss-canary?n` if it is taken for more
// than text. `LOUD` does so wherever it is written into a page as HTML; the rest breaks other readers, or the layout.
const at = (n) => `window.__xss(${n})`
const url = (n) => `/xss-canary?${n}`

const LOUD = [
  (n) => `<img src=x onerror=${at(n)}>`,
  (n) => `<img src="${url(n)}">`,
  (n) => `"><img src=x onerror=${at(n)}>`,
  (n) => `'><svg/onload=${at(n)}>`,
  (n) => `<svg onload=${at(n)}>`,
  (n) => `<svg><animate onbegin=${at(n)} attributeName=x dur=1s>`,
  (n) => `<svg><image href="${url(n)}" onerror=${at(n)}>`,
  (n) => `<svg><style><img src=x onerror=${at(n)}></style></svg>`,
  (n) => `<details open ontoggle=${at(n)}>`,
  (n) => `<input autofocus onfocus=${at(n)}>`,
  (n) => `<video><source onerror=${at(n)}></video>`,
  (n) => `<audio src=x onerror=${at(n)}>`,
  (n) => `<iframe srcdoc="<script>parent.__xss(${n})</script>"></iframe>`,
  (n) => `<iframe src="javascript:parent.__xss(${n})"></iframe>`,
  (n) => `<object data="${url(n)}"></object>`,
  (n) => `<embed src="${url(n)}">`,
  (n) => `<link rel=stylesheet href="${url(n)}">`,
  (n) => `<style>@import "${url(n)}";</style>`,
  (n) => `<div style="background:url(${url(n)})">x</div>`,
  (n) => `<div style="animation:w-in 1ms" onanimationstart=${at(n)}><style>@keyframes w-in{}</style></div>`,
  (n) => `<video poster="${url(n)}"></video>`,
  (n) => `<picture><source srcset="${url(n)}"><img></picture>`,
  // What parsers mend into something else: text first, an element after.
  (n) => `<noscript><p title="</noscript><img src=x onerror=${at(n)}>">`,
  (n) => `<svg></p><style><a id="</style><img src=1 onerror=${at(n)}>">`,
  (n) =>
    `<form><math><mtext></form><form><mglyph><style></math><img src onerror=${at(n)}></style></mglyph></form>`,
  (n) => `</textarea></title></style></noscript></template></script><img src=x onerror=${at(n)}>`,
  (n) => `<!--><img src=x onerror=${at(n)}>-->`,
  (n) => `<a><b><img src=x onerror=\n${at(n)}\n></b></a>`,
  (n) => `<IMG """><IMG SRC=x OnErRoR=${at(n)}>`,
  (n) => `<img\tsrc\t=\tx\tonerror\t=\t${at(n)}>`,
  (n) => `<x><template><s></template><img src=x onerror=${at(n)}></x>`,
]

const QUIET = [
  (n) =>
    `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=${at(n)}&gt;">`,
  (n) => `<script>${at(n)}</script>`,
  (n) => `</script><script>${at(n)}</script>`,
  (n) => `<script src="${url(n)}"></script>`,
  (n) => `{"a":"</script><script>${at(n)}//"}`,
  (n) => `<!--<script>${at(n)}</script>-->`,
  (n) => `<meta http-equiv=refresh content="0;url=${url(n)}">`,
  (n) => `<base href="https://xss-canary.example/${n}/">`,
  (n) => `<a href="javascript:${at(n)}">press</a>`,
  (n) => `[press](javascript:${at(n)})`,
  (n) => `[press](JaVaScRiPt:${at(n)})`,
  (n) => `[press](&#106;avascript:${at(n)})`,
  (n) => `[press](java\tscript:${at(n)})`,
  (n) => `[press](\u0001javascript:${at(n)})`,
  (n) => `[press](data:text/html;base64,PHNjcmlwdD5wYXJlbnQuX194c3MoJHtufSk8L3NjcmlwdD4=#${n})`,
  (n) => `[press](vbscript:msgbox(${n}))`,
  (n) => `[press](//xss-canary.example/${n})`,
  (n) => `[press](https://a.example/"onmouseover="${at(n)})`,
  (n) => `[press](<javascript:${at(n)}>)`,
  (n) => `[![x](${url(n)})](javascript:${at(n)})`,
  (n) => `![x](${url(n)})`,
  (n) => `![x](https://xss-canary.example/${n}.png)`,
  (n) => `![x](javascript:${at(n)})`,
  (n) => `<javascript:${at(n)}>`,
  (n) => `[x]: javascript:${at(n)}\n\n[x]`,
  (n) => `\`\`\`html"onload="${at(n)}\n<img src=x onerror=${at(n)}>\n\`\`\``,
  (n) => `**<img src=x onerror=${at(n)}>** _<svg onload=${at(n)}>_ \`<b>\``,
  (n) => `${'['.repeat(60)}x${']'.repeat(60)}(javascript:${at(n)})`,
  (n) => `${'**_`'.repeat(80)} ${n}`,
  (n) => `${'> '.repeat(60)}- ${'  '.repeat(30)}1. ${n}`,
  (n) => `javascript:${at(n)}`,
  (n) => `data:text/html,<script>${at(n)}</script>`,
  (n) => `https://xss-canary.example:x/${n}" onclick="${at(n)}`,
  // Names that would stand in for the page's own, if they became elements.
  (n) => `<form name=body><input name=children id=attributes>${n}</form>`,
  (n) => `<img name=currentScript><a id=Baton href="javascript:${at(n)}"></a>`,
  (n) => `__proto__ constructor toString hasOwnProperty ${n}`,
  (n) => `{{constructor.constructor('${at(n)}')()}} \${${at(n)}} #{${n}} <%= ${n} %>`,
  (n) => `'-${at(n)}-' ";${at(n)}// \`;${at(n)}`,
  (n) => `<<<script>${at(n)}</script>>> <<b>>bold<</b>> ${n}`,
  (n) => `}*{background:url(${url(n)})}</style><style>body{display:none}/*${n}*/`,
  (n) =>
    `%3Cimg%20src%3Dx%20onerror%3D${at(n)}%3E &lt;img src=x onerror=${at(n)}&gt; &#60;svg onload=${at(n)}&#62;`,
  (n) => `\uFF1Cscript\uFF1E${at(n)}\uFF1C/script\uFF1E \u2039img\u203A \u02BAonerror\u02BA ${n}`,
  (n) => `+ADw-script+AD4-${at(n)}+ADw-/script+AD4-`,
  (n) => `\u202Egnp.exe\u202C \u2066\u2067\u202Btfel\u2069 ${n}`,
  (n) => `\u200B\u200C\u200D\u2060\uFEFF${'\u200B'.repeat(200)}${n}`,
  (n) => `مرحبا ${n} <b>שלום</b> English ١٢٣ (‏×‎)`,
  (n) => `${'Z\u0351\u036B\u0343\u036A\u0302\u036B\u033D\u034F\u0334'.repeat(30)} ${n}`,
  (n) => `${'\uD83D\uDC69\u200D'.repeat(60)}\uD83D\uDC69 ${n}`,
  (n) => `${'\u0E01\u0E49\u0E49\u0E49\u0E49\u0E49\u0E49\u0E49'.repeat(40)} ${n}`,
  (n) => `${'W'.repeat(190)}${n}`,
  (n) => `https://example.com/${'a'.repeat(170)}?${n}`,
  (n) => `${'\n'.repeat(60)}${n}`,
  (n) => `\u2028${at(n)}\u2029 \u0085 ${n}`,
  (n) => `${'\t \u00A0\u3000'.repeat(40)}${n}`,
]

const write = (makers, first) => makers.map((make, index) => make(first + index))

/** Fires as soon as it stands in a page as HTML. */
export const loud = write(LOUD, 0)
/** All of them, each with a number of its own. */
export const payloads = [...loud, ...write(QUIET, LOUD.length)]
