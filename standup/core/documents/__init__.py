"""Reports and the learning log as documents for other programs."""
