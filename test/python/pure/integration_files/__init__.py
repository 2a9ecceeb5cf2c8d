"""Rules of hassfest for a custom integration's files, and some more, without the network.

A rule is a function of `Files` (and of `Used`, for the code) that yields complaints.
`test_gate.py` applies them to the integration; `test_complaints.py` to broken copies of it.
"""
