"""Homes in fifteen languages, labelled by somebody who did not know the rules."""
