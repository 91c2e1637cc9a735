"""The words of a message as a person reads them, whatever shape Slack sends it in."""
