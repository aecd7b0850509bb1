"""Keys and ciphers of the vault. Nothing outside this room sees a key as bytes."""
