"""The learning log as a site: what its authors agreed to publish, as plain files."""
