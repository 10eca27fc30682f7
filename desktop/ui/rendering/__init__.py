"""Everything that draws on something other than the screen: slips, PDF, QR codes."""
