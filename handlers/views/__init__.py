"""Views: pure functions from values of the domain to blocks and messages. They ask nobody: no request, no transaction,
no clock."""
