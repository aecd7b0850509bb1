"""The Potsdam resolution of 2020: its seven measures, its expectations, and the decisions it stands on."""
