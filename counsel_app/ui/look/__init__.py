"""What every page is made of: colours, icons, plain-text widgets, dialogs."""
