"""What open-standup costs, each figure beside a limit measured in the same run."""
