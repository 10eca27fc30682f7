"""Parts of the owner's page."""
