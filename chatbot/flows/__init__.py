"""Flows: scripted conversations. steps says what one may consist of, checks what an answer must be, walking goes on."""
