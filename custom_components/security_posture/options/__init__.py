"""What an administrator can configure."""
