"""The window: tabs, dialogs and the session that feeds them."""
