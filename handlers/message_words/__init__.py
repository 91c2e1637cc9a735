"""The words of a message as a person reads them, whatever shape Slack sends it in. Dicts in, text out: no database and
no call to Slack."""
