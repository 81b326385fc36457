"""What comes back from people, in whatever program they filled it in. Nothing of it is trusted."""
