"""The exact Markov chain, of any order (definitions, "Markov chain")."""
