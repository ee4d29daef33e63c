"""`python -m standup` is the command `standup`."""

import sys

from standup.cli import main

sys.exit(main())
