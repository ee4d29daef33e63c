"""What is told of a run or a period: who shared, the figures, what was learned."""
