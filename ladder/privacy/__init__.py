"""What a person may know about who reads their record."""
