"""Terms of trades and pastimes that are a slip away from a word to the bot, and no slips."""

_TERMS = (
    "acl ada afl angular aot apl asan ast avl await aws baking ballet bash bdd bert bgp bi bread "
    "bsd bug bugs cache cad cd ch chap chess choir ci cmake cms cnn cobol css csv czech dag dags "
    "danish dart dbt ddd dns drums dry dutch elt esp essay etl finnish flink fuzz gan gans gcc "
    "gif git gnu gradle graph graphs greek gui guitar hash heap hmm http iam imap ios irish istio "
    "jax jit judo julia jvm jwt karate kpi latin lexer llm llms lru lstm lua map maps math maths "
    "mutex mvp nat nginx nlp nosql novel npm okr opera orc orm otp pandas pca pdf perf perl piano "
    "pico png poetry prolog raft rag ram rank regex ring rnn rust sailing salsa sap sem seo sgd "
    "shard shards simd sla slept slo slos soa soap solid soup spa span spans spi sql squash sre "
    "ssd ssg ssr surfing svd svg svm table tables tango tcp tdd tennis tex tls toml trace tree "
    "trees trie tries udp uring usb vae vaes vim violin vpn vue wasm welsh wine yaml yarn yoga "
    "zig zsh "
)
TERMS = frozenset(_TERMS.split())
