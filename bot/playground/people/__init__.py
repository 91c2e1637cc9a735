"""What people do: type, press, fill in, write."""
