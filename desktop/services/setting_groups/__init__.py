"""The settings by group: one file is one group of the settings page, as one tuple.

``services.settings_catalog`` puts them together in the order of the page.
"""
