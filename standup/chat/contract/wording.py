"""Words that no markup may change."""

AS_TYPED = [
    "plain words",
    "*stars* _lines_ `ticks` ~waves~ # hash",
    "<b>not bold</b> <script>alert(1)</script> &amp; &lt; &",
    "@room @everyone @here <@1>",
    "https://example.org/a?b=1&c=2 [a](b)",
    "👩🏽‍🚀 🇪🇺 ☕",
    "مرحبا بالعالم, שלום עולם",
    "one\ntwo\n\nfour",
    "  indented\n    more",
    "quotes \" and ' and \\ backslash",
    "1. one\n- two\n> three\n||four||",
]
TO_ALL = "@everyone @here @room @all @channel <@&1> <#1>"
HEAVY = ["a", "&", "<", '"', "\\", "é", "😀", "语", "a\n"]
