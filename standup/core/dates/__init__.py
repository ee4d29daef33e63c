"""One reader of the days that people name: to come, or gone by."""
