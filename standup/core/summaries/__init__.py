"""What a run or a month amounts to, by its own sentences or by a model that is asked."""
