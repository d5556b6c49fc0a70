"""Reports by mail: queued on disk, sent over TLS only, never sent twice; decision 0019 says how."""
