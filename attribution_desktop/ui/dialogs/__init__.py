"""Dialogs: opened, never executed; they answer by signals."""
