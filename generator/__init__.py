"""The Citizen Data Toolkit: framework data in, a multilingual site and its papers out."""
