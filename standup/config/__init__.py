"""The configuration: a folder of YAML becomes the core's model, or a list of all its mistakes."""

from standup.config.database import Url
from standup.config.editor import schemas, write_schemas
from standup.config.init import init
from standup.config.load import Loaded, load
from standup.config.problems import ConfigError, Problem

__all__ = ["ConfigError", "Loaded", "Problem", "Url", "init", "load", "schemas", "write_schemas"]
