"""How a report looks in a browser and on paper."""

STYLE = """
:root{color-scheme:light dark;--ink:#1f2328;--faint:#59636e;--paper:#fff;--shade:#f6f8fa;
--rule:#d1d9e0;--link:#0550ae;--bar:#54aeff}
@media(prefers-color-scheme:dark){:root{--ink:#f0f6fc;--faint:#9198a1;--paper:#0d1117;
--shade:#151b23;--rule:#3d444d;--link:#79c0ff;--bar:#1f6feb}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:76rem;padding:1.5rem;background:var(--paper);color:var(--ink);
font:1rem/1.5 system-ui,-apple-system,"Segoe UI",sans-serif;overflow-wrap:anywhere}
h1{font-size:1.75rem;line-height:1.25;margin:0 0 1rem}
h2{font-size:1.375rem;margin:2.5rem 0 .75rem;padding-bottom:.25rem;
border-bottom:1px solid var(--rule)}
h3{font-size:1.125rem;margin:1.75rem 0 .5rem}
a{color:var(--link)}
p,ul,dl,figure,blockquote,pre,details,.frame{margin:0 0 1rem}
.strong{font-size:1.125rem;font-weight:600}
nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1rem;padding:0;list-style:none}
blockquote{padding:.25rem 1rem;border-left:.25rem solid var(--rule)}
blockquote p{margin:0}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.125rem 1rem}
dt{color:var(--faint)}
dd{margin:0}
pre{padding:.75rem 1rem;background:var(--shade);white-space:pre-wrap}
code{font:.875rem ui-monospace,Menlo,Consolas,monospace}
.frame{overflow-x:auto}
table{border-collapse:collapse;font-size:.875rem;line-height:1.4;min-width:min(100%,30rem)}
.dense{font-size:.8125rem}
caption{padding:.25rem 0 .5rem;text-align:left;font-weight:600;font-size:.9375rem}
th,td{padding:.3rem .6rem;border-bottom:1px solid var(--rule);text-align:left;vertical-align:top;
overflow-wrap:break-word}
thead th{background:var(--shade);border-bottom:2px solid var(--rule)}
tbody th{font-weight:500;min-width:9em;overflow-wrap:anywhere}
td{font-variant-numeric:tabular-nums}
.right{text-align:right}
.short{white-space:nowrap}
.group th{padding-top:.9rem;color:var(--faint);font-weight:600}
.bar{display:block;height:.25rem;margin-top:.125rem;background:var(--rule)}
.bar i{display:block;height:100%;background:var(--bar)}
summary{cursor:pointer;padding:.25rem 0}
details caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
figure svg{display:block;max-width:100%;height:auto;border:1px solid var(--rule)}
figcaption{margin-top:.5rem;color:var(--faint);font-size:.875rem}
@page{size:landscape;margin:12mm}
@media print{body{max-width:none;padding:0;font-size:10pt}nav{display:none}
.frame{overflow:visible}table{font-size:8pt;width:100%}.dense{font-size:7pt}
th,td{padding:.15rem .3rem}tr,figure,blockquote{break-inside:avoid}
h2,h3,caption,summary,thead,.group{break-after:avoid}a{color:inherit}
details::details-content{content-visibility:visible;display:block;block-size:auto;height:auto}}
"""
"""Colours of a contrast of at least 4.5 to 1 on either paper; no font and no picture is fetched."""
