/** On paper everything is open, and nothing is there that only a screen can do. */
export const PRINT = `
@media print{
@page{margin:1.5cm}
body{background:#fff;font-size:10pt}
main,footer,header>div{max-width:none;padding-left:0;padding-right:0}
form,button,.skip{display:none}
summary{list-style:none}
summary::-webkit-details-marker{display:none}
::details-content{content-visibility:visible!important;display:block!important;block-size:auto!important}
article{content-visibility:visible!important}
.difference,.values,.remedies li,.gaps li{break-inside:avoid}
h2,h3,h4,.facts{break-after:avoid}
.values ins,.values del,.tag,header{print-color-adjust:exact;-webkit-print-color-adjust:exact}
}
`;
