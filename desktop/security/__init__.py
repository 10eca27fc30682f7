"""Keys: the vault and its slots, sealed columns, fingerprints, PINs, the recovery phrase."""
