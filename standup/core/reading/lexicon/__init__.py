"""What words and phrases mean in an outcome, one file a language, the same tags in each.

Each file has `SAID`: a tag, and the phrases that have it, with commas between them.

What came of it: `d` done, `p` partly, `c` changed, `n` not, `y` yes, `z` no, `k` fine, `o` open,
`F` another time, `W` a verb in the past. What turns it: `G` not, `H` almost, `L` hardly, `D` maybe,
`C` if, `m` quite, `s` still, `I` instead of, `J` something else. Of what: `Q` all, `B` both, `N`
none, `E` neither, `a` any, `M` some, `e` a bit of each, `R` the rest, `S` nothing else, `X` except,
`O` only, `K` not only, `q` even, `j` it, `Y` too. Between them: `A` and, `b` but, `r` because, `P`
a preposition, `h` what says yes of an item before it and else nothing
(`vocab I have`), `f` what adds nothing.
"""
