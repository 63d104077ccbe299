"""One module and one style sheet for each screen; screens take the services by constructor."""
