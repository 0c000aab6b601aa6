"""The command line: parses, calls a service, renders its answer."""
