"""The proofs that ``benchmarks/faults.py`` runs, one module each."""
