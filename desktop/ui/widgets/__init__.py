"""Components of the component sheet, as widgets."""
