const LIGHT =
  '--page:#f5f6f8;--card:#fff;--cell:#f8f9fb;--text:#1a1e24;--quiet:#555f6b;--line:#dce1e7;--edge:#868f9b;--focus:#0b5cad;' +
  '--bad:#a4231b;--bad-tint:#fdeceb;--unsure:#7a4f00;--unsure-tint:#fff3d4;--good:#14662f;--good-tint:#e4f5e9;' +
  '--neutral:#0b4f99;--neutral-tint:#e7f0fb;--ins:#d9f2e0;--ins-text:#0c4420;--del:#fbdedb;--del-text:#6f1712';

const DARK =
  '--page:#0f1317;--card:#171c22;--cell:#12171c;--text:#e5e9ee;--quiet:#a0abb8;--line:#2c343d;--edge:#6f7b89;--focus:#7ab7ff;' +
  '--bad:#ff9d95;--bad-tint:#331a1a;--unsure:#f1c46a;--unsure-tint:#2e2610;--good:#7dd69a;--good-tint:#13291b;' +
  '--neutral:#9cc5ff;--neutral-tint:#14263c;--ins:#16381f;--ins-text:#b4f0c5;--del:#46201f;--del-text:#ffcac5';

/** The colours by what they are for; each text on its ground at 4.5 to 1 or more, in both schemes. */
export const COLORS = `
:root{color-scheme:light dark;${LIGHT}}
@media (prefers-color-scheme:dark){:root{${DARK}}}
@media print{:root{color-scheme:light;${LIGHT}}}
`;
