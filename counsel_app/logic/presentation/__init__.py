"""From records and judgement to the snapshot: every sentence a page shows is made here."""
