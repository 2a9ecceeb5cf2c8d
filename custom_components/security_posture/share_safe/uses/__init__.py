"""Tell what each part of a configuration is used for."""
