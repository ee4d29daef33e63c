"""Items: lines that somebody wrote, and that live on beyond the run they were written in."""
