"""Results as documents and files: JSON, CSV and PDF."""
