import { COLORS } from './style-colors';
import { PRINT } from './style-print';

const PAGE = `
*{box-sizing:border-box}
[hidden]{display:none!important}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;background:var(--page);color:var(--text);font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;overflow-wrap:anywhere}
main,footer,header>div{max-width:76rem;margin:0 auto;padding:0 1.5rem}
code,pre,.values td,.list th,.list td{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:.875rem}
i{font-style:normal;color:var(--quiet)}
p{margin:.5rem 0}
ul{margin:0;padding:0;list-style:none}
h2{margin:2.5rem 0 .75rem;font-size:1.375rem;line-height:1.25;letter-spacing:-.01em}
:focus-visible{outline:3px solid var(--focus);outline-offset:2px;border-radius:4px}
#findings:focus{outline:none}
.skip{position:absolute;left:-100vw;top:0;padding:.5rem 1rem;background:var(--card);color:var(--text);z-index:1}
.skip:focus{left:0}
#copied{position:absolute;width:1px;height:1px;margin:0;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.good{--tone:var(--good);--tint:var(--good-tint)}
.bad{--tone:var(--bad);--tint:var(--bad-tint)}
.unsure{--tone:var(--unsure);--tint:var(--unsure-tint)}
.neutral{--tone:var(--neutral);--tint:var(--neutral-tint)}
.tag{display:inline-block;padding:0 .5em;border:1px solid var(--tone,var(--line));border-radius:1em;background:var(--tint,transparent);color:var(--tone,var(--quiet));font:600 .8125rem/1.6 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;white-space:nowrap;vertical-align:.1em}
`;

const HEADER = `
header{border-bottom:4px solid var(--tone);background:var(--tint)}
header>div{padding-top:2rem;padding-bottom:1.75rem}
header p{margin:0}
.kind{color:var(--quiet);font-size:.875rem;font-weight:600;letter-spacing:.06em;text-transform:uppercase}
h1{display:flex;align-items:center;gap:.75rem;margin:.5rem 0;font-size:clamp(1.625rem,5vw,2.5rem);line-height:1.15;letter-spacing:-.02em}
h1>b{flex:none;display:grid;place-items:center;width:1.25em;height:1.25em;border-radius:50%;background:var(--tone);color:var(--tint);font-size:.9em}
.counts{font-size:1.125rem}
header .made{margin-top:.75rem;color:var(--quiet);font-size:.875rem}
.gaps li{display:grid;grid-template-columns:11rem minmax(0,1fr);align-items:start;padding:.5rem 0;border-top:1px solid var(--line)}
.gaps .tag{justify-self:start}
.gaps ul{border-bottom:1px solid var(--line)}
`;

const FILTERS = `
form{padding:1rem 1.25rem;border:1px solid var(--line);border-radius:8px;background:var(--card);display:grid;grid-template-columns:minmax(0,2fr) minmax(0,1fr);gap:.875rem 1.25rem}
form>p{margin:0}
form .category{grid-column:1/-1;grid-row:3}
fieldset{display:flex;flex-wrap:wrap;gap:.375rem .5rem;margin:0;padding:0;border:0;min-width:0}
legend,form>p>label{display:block;padding:0;margin-bottom:.25rem;color:var(--quiet);font-size:.875rem;font-weight:600}
fieldset label{display:inline-flex;align-items:center;gap:.375rem;padding:.1875rem .75rem .1875rem .5rem;border:1px solid var(--edge);border-radius:2em;cursor:pointer;font-size:.9375rem}
fieldset label:hover{border-color:var(--focus)}
fieldset label:has(:checked){border-color:var(--focus);background:var(--neutral-tint);font-weight:600}
input[type=checkbox]{margin:0;accent-color:var(--focus)}
input[type=search],select{width:100%;min-height:2.375rem;padding:.25rem .625rem;border:1px solid var(--edge);border-radius:6px;background:var(--page);color:var(--text);font:inherit}
::placeholder{color:var(--quiet);opacity:1}
button{min-height:2rem;padding:.125rem .875rem;border:1px solid var(--edge);border-radius:6px;background:var(--card);color:var(--text);font:inherit;font-size:.9375rem;cursor:pointer}
button:hover{border-color:var(--focus)}
form .actions{display:flex;flex-wrap:wrap;gap:.5rem;grid-column:1/-1}
#shown{margin:1rem 0 .75rem;font-weight:600}
`;

const SERVICES = `
article{margin:0 0 1.25rem;padding:1rem 1.25rem 1.125rem;border:1px solid var(--line);border-left:5px solid var(--tone);border-radius:8px;background:var(--card)}
article:nth-of-type(n+40){content-visibility:auto;contain-intrinsic-size:auto 30rem}
h3{margin:0;font-size:1.1875rem;line-height:1.4}
h3 .tag{margin-right:.375rem}
h3 i{font-size:.875rem;font-weight:700}
.facts{display:flex;flex-wrap:wrap;gap:.125rem 1.5rem;margin:.375rem 0 0;font-size:.875rem}
.facts div{display:flex;gap:.5em}
.facts dt{flex:none;color:var(--quiet)}
.facts dd{margin:0}
.reason{margin:.75rem 0 0;padding:.375rem .75rem;border-left:3px solid var(--tone);background:var(--tint)}
summary{width:fit-content;padding:.125rem .25rem;cursor:pointer;font-weight:600}
article>details{margin-top:.75rem}
article>details>summary{color:var(--quiet);font-size:.9375rem}
.difference{display:grid;grid-template-columns:minmax(0,1fr) auto;gap:.25rem 1rem;margin-top:.75rem;padding-top:.875rem;border-top:1px solid var(--line)}
.difference>*{grid-column:1/-1}
.drift,.conflict{--tone:var(--bad);--tint:var(--bad-tint)}
.pending{--tone:var(--neutral);--tint:var(--neutral-tint)}
.adopted{--tone:var(--good);--tint:var(--good-tint)}
h4{margin:0;font-size:1rem;line-height:1.5}
.difference>h4{grid-column:1}
.difference>h4 code{margin-left:.25rem;font-size:.9375rem}
.difference>.chips{grid-column:2;justify-content:flex-end;margin:0}
.chips{display:flex;flex-wrap:wrap;gap:.125rem .75rem;color:var(--quiet);font-size:.875rem}
.chips .new{color:var(--text);font-weight:700}
.difference>p{margin:.25rem 0 0}
.values{display:block;width:100%;margin:.25rem 0;border:1px solid var(--line);border-radius:6px;overflow:hidden}
.values tbody{display:grid;grid-template-columns:repeat(3,minmax(0,1fr));gap:1px;background:var(--line)}
.values tr{display:block;padding:.375rem .625rem .5rem;background:var(--cell)}
.values th,.values td{display:block;padding:0;text-align:left}
.values th{color:var(--quiet);font-size:.8125rem;font-weight:600}
.values span,.values ins,.values del{display:block;padding:0 .375rem 0 1.375rem;text-decoration:none;white-space:pre-wrap}
.values td>i{display:block;padding-left:1.375rem;font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-size:.875rem}
.values ins,.values del{position:relative;border-radius:4px;margin:1px 0}
.values ins{background:var(--ins);color:var(--ins-text)}
.values del{background:var(--del);color:var(--del-text)}
.values ins::before,.values del::before{position:absolute;left:.375rem;font-weight:700}
.values ins::before{content:"+";content:"+" / "added: "}
.values del::before{content:"\\2212";content:"\\2212" / "removed: "}
.values b{text-decoration:underline;text-decoration-thickness:2px;text-underline-offset:3px}
.remedies li{display:grid;grid-template-columns:minmax(0,1fr) auto;align-items:center;gap:.25rem .5rem;margin-top:.5rem}
.remedies span{color:var(--quiet);font-size:.875rem;font-weight:600}
.remedies button{min-height:1.75rem;font-size:.875rem}
pre{grid-column:1/-1;margin:0;padding:.5rem .75rem;border-radius:6px;background:var(--cell);border:1px solid var(--line);white-space:pre-wrap}
.aside{margin-top:1rem;padding-top:.875rem;border-top:1px solid var(--line)}
.aside h3,.aside h4{margin:0;font-size:.9375rem}
.aside li>span{display:block}
.aside li{padding:.25rem 0 .25rem 1.375rem;position:relative}
.aside li::before{position:absolute;left:.25rem;color:var(--quiet);content:"\\2022"}
.unresolved li::before{color:var(--unsure);font-weight:700;content:"?"}
.aside .values{margin:.375rem 0}
`;

const LISTS = `
.quiet li{padding:.375rem 0;border-top:1px solid var(--line)}
.quiet{margin-top:.5rem}
.quiet details summary{color:var(--quiet);font-size:.875rem;font-weight:400}
.quiet .aside{margin-top:.25rem;padding-top:.25rem;border:0}
.list{width:100%;border-collapse:collapse}
.list th,.list td{padding:.375rem .75rem .375rem 0;border-bottom:1px solid var(--line);text-align:left;vertical-align:top;font-weight:400}
.list thead th{color:var(--quiet);font:600 .875rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
footer{margin-top:3rem!important;padding-bottom:3rem!important}
footer details{padding-top:1rem;border-top:1px solid var(--line)}
footer dl{display:grid;gap:.25rem}
footer dl div{display:grid;grid-template-columns:7rem minmax(0,1fr)}
footer dt{font-weight:600}
footer dd{margin:0}
@media (max-width:48rem){
main,footer,header>div{padding-left:1rem;padding-right:1rem}
form,.values tbody,.gaps li{grid-template-columns:minmax(0,1fr)}
form .category{grid-row:auto}
h4 .tag{margin-right:.25rem}
.difference>h4 code{margin:0}
article{padding-left:.875rem;padding-right:.875rem}
.difference>.chips{grid-column:1/-1;justify-content:flex-start}
.list thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.list tr{display:block;padding:.5rem 0;border-bottom:1px solid var(--line)}
.list th,.list td{display:block;padding:0;border:0}
}
`;

/** The look of the page, in light and dark, on narrow screens and on paper. */
export const STYLE = COLORS + PAGE + HEADER + FILTERS + SERVICES + LISTS + PRINT;
