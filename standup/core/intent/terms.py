"""Terms of trades and pastimes that are a slip away from a word to the bot, and no slips."""

TERMS = frozenset(
    "ada slept await ch chap bug bugs acl afl angular aot apl asan ast avl aws bash bdd bert bgp bi bsd cache cd ci cad cmake "
    "cms cnn cobol css csv dag dags dart dbt ddd dns dry dutch elt esp etl finnish flink fuzz gan "
    "gans gcc gif git gnu gradle graph graphs gui hash heap hmm http iam imap ios istio jax jit "
    "jwt julia jvm kpi lexer llm llms lru lstm lua map maps math maths mutex mvp nat nginx nlp "
    "npm nosql okr orc orm otp pandas pca pdf perf perl pico png prolog rag ram rank raft regex "
    "ring rnn rust sap sem seo sgd shard shards simd sla slo slos soa soap solid span spans spa "
    "spi sql sre ssd ssg ssr svd svg svm table tables tcp tdd tex tls toml trace tree trees trie "
    "tries udp uring usb vae vaes vim vpn vue wasm yaml yarn yoga zig zsh chess piano violin "
    "guitar drums choir judo karate tennis squash sailing surfing baking bread soup wine salsa "
    "tango ballet opera poetry novel essay latin greek czech danish welsh irish".split()
)
