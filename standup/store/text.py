"""Lists and mappings as the database keeps them: JSON, readable in any language."""

import json

encode = json.JSONEncoder(ensure_ascii=False).encode  # made once: making one costs more than using
