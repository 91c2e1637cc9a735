"""Ladders as files: the native YAML, and what is imported and exported. Bytes and values only, no database."""
