"""What a ranking rests on."""
