// Only so that the test can ask for the popup and for an offscreen page.
