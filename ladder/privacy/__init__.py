"""What a person may know about who reads their record: who can, and who has. Above `ladder.evidence`, which it
counts."""
